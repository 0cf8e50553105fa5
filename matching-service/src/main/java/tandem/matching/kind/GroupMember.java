package tandem.matching.kind;

/**
 * A leader who is, or is to be, coached together with others.
 *
 * @param person as in every kind; {@code placed} says that the leader has a coach of record, or is meant for a group
 * @param consented whether anything may be known, and so compared, about the leader (R52)
 * @param coachingDecided whether coaching is among what was decided for the leader
 * @param confidentialityNeedHigh whether the leader said at intake that confidentiality is essential
 * @param otherRole whether coach and leader serve, or served, each other in another role (R35)
 * @param turnedDown whether this coach was turned down for this leader, or replaced for fit
 */
public record GroupMember(
        Participant person,
        boolean consented,
        boolean coachingDecided,
        boolean confidentialityNeedHigh,
        boolean otherRole,
        boolean turnedDown) {}
