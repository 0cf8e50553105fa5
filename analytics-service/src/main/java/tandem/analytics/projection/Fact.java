package tandem.analytics.projection;

/**
 * One row of what the ledger says. An event contributes a row of its own that holds only what the event says; rows of one key
 * are joined. The join is commutative, associative and idempotent, so any order and repetition of events ends in the same row.
 */
public sealed interface Fact<F extends Fact<F>>
        permits ActionItem,
                Attendance,
                CaseEntry,
                CheckIn,
                CheckInAnswer,
                ClosingReview,
                Confidence,
                Consent,
                Decision,
                Employment,
                Engagement,
                HandOff,
                KpiFigure,
                Match,
                NetworkSeat,
                Outcome,
                Participant,
                Programme,
                Provider,
                Removal,
                RemovalReport,
                Session,
                SessionTopics,
                SponsorAction {
    String tenant();

    F join(F other);
}
