package tandem.matching.credential;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a provider stands by the rules, kept as it was found.
 *
 * @param gaps what keeps the provider out of the pool; none: the rules have nothing against it
 * @param dues what runs out when unless it is renewed
 * @param notes what a rule could not judge, and why
 * @param panelMedian of the demo that counts, 1 to 5
 * @param calibratedOn the last calibration
 */
public record Standing(
        List<Gap> gaps,
        List<Due> dues,
        List<Note> notes,
        @Nullable BigDecimal panelMedian,
        @Nullable LocalDate calibratedOn) {

    public Standing {
        gaps = List.copyOf(gaps);
        dues = List.copyOf(dues);
        notes = List.copyOf(notes);
    }

    /** Where a provider is on the way into the pool, in it, or out of it. */
    public enum State {
        /** Registered, never qualified yet: something is still to be proven. */
        CANDIDATE,
        /** In the pool. */
        QUALIFIED,
        /** Qualified, and proposed to nobody for now. */
        HELD,
        /** Was qualified, and has to prove something anew. */
        LAPSED
    }

    /** Something that was not judged. */
    public enum Note {
        /** No policy of the provider's programmes says how many engagements have to be completed. */
        COMPLETION_THRESHOLD_MISSING
    }

    /** What runs out. */
    public enum Clock {
        CREDENTIAL("R88"),
        CALIBRATION("R104"),
        CERTIFICATION("R105"),
        NETWORK_ACTION("R103");

        private final String rule;

        Clock(String rule) {
            this.rule = rule;
        }

        public String rule() {
            return rule;
        }
    }

    /** The last day on which something holds. */
    public record Due(Clock clock, LocalDate on) {}

    /** Whether something has to be proven, first or anew. */
    public boolean isOpen() {
        return gaps.stream().anyMatch(gap -> !gap.isHold());
    }

    /** Whether the rules hold a qualified provider. */
    public boolean isHold() {
        return gaps.stream().anyMatch(Gap::isHold);
    }
}
