package tandem.matching.kind;

import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Who may be coached together, and by whom (R21): a trained coach, and leaders who can speak before each other. No reason means that they
 * may. Members need not be of one level: that is asked of peers, who serve each other.
 */
public final class GroupRules {

    private GroupRules() {}

    /**
     * Why somebody cannot coach a group, whoever its members are.
     *
     * @param serves whether the coach is in the pool for coaching today: qualified, calibrated, not on hold (R97, R99, R104)
     */
    public static List<ParticipantFault> againstCoach(Participant coach, boolean serves) {
        var faults = EnumSet.noneOf(ParticipantFault.class);
        add(faults, ParticipantFault.AWAY, coach.away());
        add(faults, ParticipantFault.COACH_NOT_IN_POOL, !serves);
        return List.copyOf(faults);
    }

    /**
     * Why a leader cannot be coached by this coach, or not together with these others.
     *
     * @param others who is in the group already, or is to come into it at the same time
     */
    public static List<ParticipantFault> againstMember(
            GroupMember member, Participant coach, Collection<Participant> others) {
        var faults = EnumSet.noneOf(ParticipantFault.class);
        var person = member.person();
        add(faults, ParticipantFault.SAME_PERSON, person.id().equals(coach.id()));
        add(faults, ParticipantFault.REPORTING_LINE, person.isInLineWith(coach));
        add(faults, ParticipantFault.OTHER_ROLE, member.otherRole());
        add(faults, ParticipantFault.NOT_ENROLLED, !person.enrolled());
        add(faults, ParticipantFault.AWAY, person.away());
        add(faults, ParticipantFault.PLACED_ALREADY, person.placed());
        add(faults, ParticipantFault.NOT_CONSENTED, !member.consented());
        add(faults, ParticipantFault.COACHING_NOT_DECIDED, person.enrolled() && !member.coachingDecided());
        add(faults, ParticipantFault.CONFIDENTIALITY_NEED, member.confidentialityNeedHigh());
        add(faults, ParticipantFault.MEMBERS_IN_ONE_LINE, others.stream().anyMatch(person::isInLineWith));
        add(faults, ParticipantFault.TURNED_DOWN, member.turnedDown());
        return List.copyOf(faults);
    }

    private static void add(Set<ParticipantFault> faults, ParticipantFault fault, boolean holds) {
        if (holds) {
            faults.add(fault);
        }
    }
}
