package tandem.matching.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import tandem.events.EvidenceTier;
import tandem.events.IntakeEvent.PolicyTerms;
import tandem.events.ProviderType;
import tandem.events.Track;
import tandem.matching.engagement.Terms;

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
        var clauses = Clauses.of(Track.MENTORING, ProviderType.INTERNAL, Terms.of(Track.MENTORING, POLICY));

        assertThat(clauses.get(2).terms()).containsEntry("every", List.of("P30D"));
        assertThat(clauses.get(7).terms()).containsEntry("endsAfter", List.of("P9M"));
    }

    @Test
    void reviewsAsOftenAsTheTrackAsksAndNeverOnTheLastDay() {
        assertThat(terms(Track.COACHING, ProviderType.INTERNAL, 3, "reviewAfter"))
                .containsExactly("P5W", "P10W");
        assertThat(terms(Track.MENTORING, ProviderType.INTERNAL, 3, "reviewAfter"))
                .containsExactly("P3M", "P6M");
    }

    @Test
    void namesWhomToTurnToAndWhatIsNoCounselling() {
        for (var track : Track.values()) {
            assertThat(terms(track, ProviderType.INTERNAL, 0, "excluded")).contains("COUNSELLING");
            assertThat(terms(track, ProviderType.INTERNAL, 4, "health")).containsExactly("PROFESSIONAL_SUPPORT");
            assertThat(terms(track, ProviderType.INTERNAL, 4, "ethicalOrPerformance"))
                    .containsExactly("HR_PARTNER");
        }
    }

    @Test
    void letsEitherSideEndItWithNotice() {
        assertThat(terms(Track.COACHING, ProviderType.INTERNAL, 7, "earlyEnd")).contains("EITHER_SIDE_WITH_NOTICE");
        assertThat(terms(Track.COACHING, ProviderType.INTERNAL, 7, "notice")).containsExactly("P7D");
    }

    @Test
    void keepsConfidentialityForBothTracks() {
        assertThat(clauses(Track.COACHING, ProviderType.INTERNAL).get(1))
                .isEqualTo(clauses(Track.MENTORING, ProviderType.EXTERNAL).get(1));
    }

    private static List<String> goals(Track track) {
        return terms(track, ProviderType.INTERNAL, 0, "goals");
    }

    private static List<String> commitments(Track track, ProviderType type) {
        return terms(track, type, 6, "commitments");
    }

    private static List<String> terms(Track track, ProviderType type, int clause, String term) {
        return clauses(track, type).get(clause).terms().getOrDefault(term, List.of());
    }

    private static List<Clause> clauses(Track track, ProviderType type) {
        return Clauses.of(track, type, Terms.of(track, POLICY));
    }
}
