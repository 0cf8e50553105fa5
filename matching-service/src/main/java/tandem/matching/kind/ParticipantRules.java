package tandem.matching.kind;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who may take part in which kind of arranged pairing (R21): a method per kind. No reason means that they may. */
public final class ParticipantRules {

    /** How many levels peers may be apart: a similar stage (R21). The rulebook gives no figure. */
    static final int PEER_LEVELS_APART_MAX = 1;

    private ParticipantRules() {}

    /** Why these two cannot be paired in this kind, in the order of the reasons. */
    public static List<ParticipantFault> against(Pairing pairing) {
        return switch (pairing.kind()) {
            case PEER -> peers(pairing);
            case REVERSE -> reverse(pairing);
            case MANAGER_AS_COACH -> managerAsCoach(pairing);
            case STANDARD, SKILL_MICRO, MICRO, GROUP -> List.of(ParticipantFault.KIND_NOT_ARRANGED);
        };
    }

    /** Peer mentoring: a similar stage, and mutual, so that everything asked of one is asked of the other. */
    static List<ParticipantFault> peers(Pairing pairing) {
        var faults = ofAnyKind(pairing);
        var one = pairing.leader();
        var other = pairing.provider();
        add(faults, ParticipantFault.NOT_ENROLLED, !one.enrolled() || !other.enrolled());
        add(faults, ParticipantFault.PLACED_ALREADY, one.placed() || other.placed());
        add(faults, ParticipantFault.LEVELS_TOO_FAR_APART, areTooFarApart(one.level(), other.level()));
        add(faults, ParticipantFault.TOPIC_NOT_ASKED, pairing.topic() != null);
        return List.copyOf(faults);
    }

    /**
     * Reverse mentoring: a junior mentors a senior. The mentor proves neither promotions nor endorsement (R93–R96), because nobody is
     * sponsored; a fair look and no conflict of interest are asked of everybody who mentors.
     */
    static List<ParticipantFault> reverse(Pairing pairing) {
        var faults = ofAnyKind(pairing);
        var senior = pairing.leader();
        var mentor = pairing.provider();
        add(faults, ParticipantFault.NOT_ENROLLED, !senior.enrolled());
        add(faults, ParticipantFault.PLACED_ALREADY, senior.placed());
        add(faults, ParticipantFault.MENTOR_NOT_JUNIOR, isNotBelow(mentor.level(), senior.level()));
        add(faults, ParticipantFault.TOPIC_MISSING, pairing.topic() == null);
        add(faults, ParticipantFault.MENTOR_HELD, mentor.held());
        add(faults, ParticipantFault.BIAS_TRAINING_MISSING, !mentor.biasTrained());
        add(faults, ParticipantFault.CONFLICT_CHECK_MISSING, !mentor.conflictsChecked());
        return List.copyOf(faults);
    }

    /**
     * The line manager coaches (R20): a kind of its own, beside the coach of record and never in the place of one. It takes structured
     * training (R9), and of all kinds this one alone is for two of one reporting line.
     */
    static List<ParticipantFault> managerAsCoach(Pairing pairing) {
        var faults = EnumSet.noneOf(ParticipantFault.class);
        var report = pairing.leader();
        var manager = pairing.provider();
        add(faults, ParticipantFault.SAME_PERSON, report.id().equals(manager.id()));
        add(faults, ParticipantFault.LEVEL_UNKNOWN, report.level() == null);
        add(faults, ParticipantFault.NOT_ENROLLED, !report.enrolled());
        add(faults, ParticipantFault.NOT_THE_MANAGER, !manager.id().equals(report.manager()));
        add(faults, ParticipantFault.OTHER_ROLE, pairing.otherRole());
        add(faults, ParticipantFault.AWAY, report.away() || manager.away());
        add(faults, ParticipantFault.PLACED_ALREADY, report.placed());
        add(faults, ParticipantFault.TOPIC_NOT_ASKED, pairing.topic() != null);
        add(faults, ParticipantFault.MENTOR_HELD, manager.held());
        add(faults, ParticipantFault.COACH_UNTRAINED, !manager.coachTrained());
        return List.copyOf(faults);
    }

    private static Set<ParticipantFault> ofAnyKind(Pairing pairing) {
        var faults = EnumSet.noneOf(ParticipantFault.class);
        var one = pairing.leader();
        var other = pairing.provider();
        add(faults, ParticipantFault.SAME_PERSON, one.id().equals(other.id()));
        add(faults, ParticipantFault.LEVEL_UNKNOWN, one.level() == null || other.level() == null);
        add(faults, ParticipantFault.REPORTING_LINE, one.isInLineWith(other));
        add(faults, ParticipantFault.OTHER_ROLE, pairing.otherRole());
        add(faults, ParticipantFault.AWAY, one.away() || other.away());
        return faults;
    }

    private static boolean areTooFarApart(@Nullable Integer one, @Nullable Integer other) {
        return one != null && other != null && Math.abs(one - other) > PEER_LEVELS_APART_MAX;
    }

    private static boolean isNotBelow(@Nullable Integer mentor, @Nullable Integer senior) {
        return mentor != null && senior != null && mentor >= senior;
    }

    private static void add(Set<ParticipantFault> faults, ParticipantFault fault, boolean holds) {
        if (holds) {
            faults.add(fault);
        }
    }
}
