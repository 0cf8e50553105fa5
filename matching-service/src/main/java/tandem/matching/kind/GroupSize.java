package tandem.matching.kind;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tandem.events.IntakeEvent.PolicyTerms;

/** How many leaders a coaching group has at the least and at the most. */
public record GroupSize(int least, int most) {

    /** Where the policy names none: few enough that everybody speaks, and enough to learn from each other. R21 gives no figure. */
    static final int LEAST = 4;

    static final int MOST = 8;

    /** A bound the policy leaves out gives way to the one it names. */
    public static GroupSize of(PolicyTerms policy) {
        int least = or(policy.groupSizeMin(), Math.min(LEAST, or(policy.groupSizeMax(), LEAST)));
        return new GroupSize(least, or(policy.groupSizeMax(), Math.max(MOST, least)));
    }

    /** Why a group of so many is none; empty when it is. */
    public List<ParticipantFault> against(int members) {
        if (members < least) {
            return List.of(ParticipantFault.GROUP_TOO_SMALL);
        }
        return members > most ? List.of(ParticipantFault.GROUP_TOO_LARGE) : List.of();
    }

    private static int or(@Nullable Integer value, int otherwise) {
        return value == null ? otherwise : value;
    }
}
