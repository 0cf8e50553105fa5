package tandem.intake.register;

import java.util.EnumSet;
import java.util.Set;
import tandem.events.LawfulBasis;
import tandem.events.Purpose;

/**
 * What a purpose rests on and what its end does.
 *
 * @param bases all it may rest on; a special category needs explicit consent, and what is nice to have rests on consent alone
 * @param basis the one assumed unless somebody says otherwise
 * @param ending what follows a withdrawal or an objection
 */
public record Terms(Purpose purpose, Set<LawfulBasis> bases, LawfulBasis basis, String ending) {

    public Terms {
        bases = Set.copyOf(bases);
    }

    public static Terms of(Purpose purpose) {
        return switch (purpose) {
            case PROGRAMME -> new Terms(purpose, notExplicit(), LawfulBasis.CONTRACT, "Leaving ends the engagement.");
            case MATCHING -> consent(purpose, "Open proposals are withdrawn; a running engagement goes on.");
            case CALENDAR -> consent(purpose, "The feed is cut; sessions are logged by hand.");
            case IMPACT -> consent(purpose, "Attributes are blanked; counts stay.");
            case COMPARISON ->
                new Terms(purpose, notExplicit(), LawfulBasis.LEGITIMATE_INTEREST, "Out of later studies.");
            case FAIRNESS ->
                new Terms(
                        purpose,
                        EnumSet.of(LawfulBasis.EXPLICIT_CONSENT),
                        LawfulBasis.EXPLICIT_CONSENT,
                        "Group attributes are removed.");
            case HANDOFF_DETAIL, NOTE_SHARING, RECOGNITION -> consent(purpose, "What was shared is removed.");
        };
    }

    private static Terms consent(Purpose purpose, String ending) {
        return new Terms(
                purpose, EnumSet.of(LawfulBasis.CONSENT, LawfulBasis.EXPLICIT_CONSENT), LawfulBasis.CONSENT, ending);
    }

    private static Set<LawfulBasis> notExplicit() {
        return EnumSet.complementOf(EnumSet.of(LawfulBasis.EXPLICIT_CONSENT));
    }
}
