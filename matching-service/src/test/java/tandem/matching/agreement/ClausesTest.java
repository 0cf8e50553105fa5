package tandem.matching.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tandem.events.EngagementKind;
import tandem.events.EvidenceTier;
import tandem.events.IntakeEvent.PolicyTerms;
import tandem.events.ProviderType;
import tandem.events.Track;
import tandem.matching.engagement.Terms;
import tandem.matching.kind.ReverseTopic;

class ClausesTest {

    private static final PolicyTerms POLICY =
            new PolicyTerms(3, 9, 7, 30, 60, 3, 7, 24, EvidenceTier.ONE_SIDE, 5, "DEFAULT", null, null, null);

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
        var clauses = Clauses.of(
                Track.MENTORING,
                ProviderType.INTERNAL,
                null,
                Terms.of(EngagementKind.STANDARD, Track.MENTORING, POLICY));

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

    @Test
    void sharesNoGoalBetweenTheKinds() {
        var ofRecord = goals(Track.MENTORING);
        var peers = arranged(EngagementKind.PEER, 0, "goals");

        assertThat(arranged(EngagementKind.REVERSE, 0, "goals")).containsExactly("DIGITAL");
        assertThat(peers).isNotEmpty().doesNotContainAnyElementsOf(ofRecord);
        assertThat(goals(Track.COACHING)).doesNotContainAnyElementsOf(peers);
    }

    @ParameterizedTest
    @EnumSource(names = {"PEER", "REVERSE", "MANAGER_AS_COACH"})
    void letsNobodySponsorWhoIsNoMentorOfRecord(EngagementKind kind) {
        assertThat(arranged(kind, 6, "commitments")).isEmpty();
        assertThat(arranged(kind, 0, "excluded")).contains("SPONSORSHIP", "COUNSELLING");
        assertThat(arranged(kind, 3, "criteria")).doesNotContain("SPONSOR_ACTIONS_TAKEN", "PROMOTION_READINESS");
    }

    @ParameterizedTest
    @EnumSource(names = {"PEER", "REVERSE", "MANAGER_AS_COACH"})
    void letsNeitherSideOfAnArrangedPairShareNotesAlone(EngagementKind kind) {
        assertThat(arranged(kind, 1, "rules"))
                .contains("CONTENT_STAYS_BETWEEN_BOTH", "NOTES_SHARED_ONLY_BY_BOTH", "NO_REVIEW_HEARS_OF_IT")
                .doesNotContain("NOTES_SHARED_ONLY_BY_THE_LEADER");
        assertThat(arranged(kind, 7, "earlyEnd")).containsExactly("EITHER_SIDE_WITH_NOTICE", "END_BY_PROGRAMME_LEAD");
    }

    @Test
    void keepsWhatAGroupHearsInTheGroupAndMeetsAsAWhole() {
        assertThat(arranged(EngagementKind.GROUP, 1, "rules"))
                .contains("CONTENT_STAYS_IN_THE_GROUP", "NOBODY_IS_QUOTED_OUTSIDE", "NOTES_SHARED_ONLY_BY_THE_LEADER");
        assertThat(arranged(EngagementKind.GROUP, 2, "format")).contains("WITH_THE_WHOLE_GROUP");
        assertThat(arranged(EngagementKind.GROUP, 0, "goals")).isEqualTo(goals(Track.COACHING));
    }

    /** R20: not the goals of a coach, and with the duties no agreement takes away. */
    @Test
    void givesAManagerWhoCoachesGoalsOfTheirOwn() {
        assertThat(arranged(EngagementKind.MANAGER_AS_COACH, 0, "goals"))
                .isNotEmpty()
                .doesNotContainAnyElementsOf(goals(Track.COACHING))
                .doesNotContainAnyElementsOf(arranged(EngagementKind.PEER, 0, "goals"));
        assertThat(arranged(EngagementKind.MANAGER_AS_COACH, 1, "exceptions")).contains("DUTY_AS_MANAGER");
        assertThat(arranged(EngagementKind.MANAGER_AS_COACH, 1, "rules")).contains("NO_REVIEW_HEARS_OF_IT");
    }

    private static List<String> arranged(EngagementKind kind, int clause, String term) {
        var topic = kind == EngagementKind.REVERSE ? ReverseTopic.DIGITAL : null;
        var track = kind == EngagementKind.PEER || kind == EngagementKind.REVERSE ? Track.MENTORING : Track.COACHING;
        var terms = Terms.of(kind, track, POLICY);
        return Clauses.of(track, ProviderType.INTERNAL, topic, terms)
                .get(clause)
                .terms()
                .getOrDefault(term, List.of());
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
        return Clauses.of(track, type, null, Terms.of(EngagementKind.STANDARD, track, POLICY));
    }
}
