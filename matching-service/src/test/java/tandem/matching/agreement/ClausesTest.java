package tandem.matching.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import tandem.events.EvidenceTier;
import tandem.events.IntakeEvent.PolicyTerms;
import tandem.events.ProviderType;
import tandem.events.Track;

class ClausesTest {

    private static final PolicyTerms POLICY =
            new PolicyTerms(3, 9, 7, 30, 60, 3, 7, 24, EvidenceTier.ONE_SIDE, 5, "DEFAULT", null);

    @Test
    void sharesNoGoalBetweenTheTwoTracks() {
        assertThat(goals(Track.COACHING)).doesNotContainAnyElementsOf(goals(Track.MENTORING));
    }

    @Test
    void asksNoExternalProviderToSponsor() {
        assertThat(commitments(Track.MENTORING, ProviderType.EXTERNAL)).isEmpty();
        assertThat(commitments(Track.MENTORING, ProviderType.INTERNAL)).contains("INTRODUCTION", "SPONSORSHIP");
    }

    @Test
    void takesTermAndCadenceFromThePolicy() {
        var clauses = Clauses.of(Track.MENTORING, ProviderType.INTERNAL, POLICY);

        assertThat(clauses.get(2).terms()).containsEntry("every", List.of("P30D"));
        assertThat(clauses.get(7).terms()).containsEntry("endsAfter", List.of("P9M"));
    }

    @Test
    void keepsConfidentialityForBothTracks() {
        assertThat(Clauses.of(Track.COACHING, ProviderType.INTERNAL, POLICY).get(1))
                .isEqualTo(Clauses.of(Track.MENTORING, ProviderType.EXTERNAL, POLICY)
                        .get(1));
    }

    private static List<String> goals(Track track) {
        return terms(track, ProviderType.INTERNAL, 0, "goals");
    }

    private static List<String> commitments(Track track, ProviderType type) {
        return terms(track, type, 6, "commitments");
    }

    private static List<String> terms(Track track, ProviderType type, int clause, String term) {
        return Clauses.of(track, type, POLICY).get(clause).terms().getOrDefault(term, List.of());
    }
}
