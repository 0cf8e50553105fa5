package tandem.matching.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static tandem.matching.credential.Dossiers.TODAY;
import static tandem.matching.credential.Dossiers.about;
import static tandem.matching.credential.Dossiers.coach;
import static tandem.matching.credential.Dossiers.coded;
import static tandem.matching.credential.Dossiers.demo;
import static tandem.matching.credential.Dossiers.expiring;
import static tandem.matching.credential.Dossiers.mentor;
import static tandem.matching.credential.Dossiers.minutes;
import static tandem.matching.credential.Dossiers.person;
import static tandem.matching.credential.Dossiers.plain;
import static tandem.matching.credential.Dossiers.proven;
import static tandem.matching.credential.Dossiers.unverified;
import static tandem.matching.credential.Dossiers.with;
import static tandem.matching.credential.Dossiers.without;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tandem.events.ProviderType;
import tandem.events.Track;

class QualificationTest {

    @Test
    void hasNothingAgainstWhoHasProvenEverything() {
        for (var complete : List.of(
                coach(ProviderType.EXTERNAL),
                coach(ProviderType.INTERNAL),
                mentor(ProviderType.EXTERNAL),
                mentor(ProviderType.INTERNAL))) {
            assertThat(gaps(complete)).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "EXTERNAL, CREDENTIAL,         CREDENTIAL_MISSING",
        "INTERNAL, CREDENTIAL,         CREDENTIAL_OR_TRAINING_MISSING",
        "EXTERNAL, ENGAGEMENT_OUTCOME, OUTCOMES_MISSING",
        "EXTERNAL, REFERENCE,          REFERENCES_MISSING",
        "EXTERNAL, DEMO,               DEMO_MISSING",
        "INTERNAL, DEMO_REVIEW,        DEMO_REVIEW_MISSING",
        "INTERNAL, CO_COACHING,        CO_COACHING_MISSING",
        "EXTERNAL, VENDOR_CLAUSES,     VENDOR_CLAUSES_MISSING"
    })
    void asksACoachForEachProof(ProviderType type, ProofKind kind, Gap gap) {
        assertThat(gaps(without(coach(type), kind))).containsExactly(gap);
    }

    @ParameterizedTest
    @CsvSource({
        "PROMOTION_HISTORY,    SUCCESS_HISTORY_MISSING",
        "MENTEE_OUTCOME,       MENTEE_OUTCOMES_MISSING",
        "BIAS_TRAINING,        BIAS_TRAINING_MISSING",
        "MANAGER_ENDORSEMENT,  ENDORSEMENT_MISSING",
        "CONFLICT_CHECK,       GOVERNANCE_INCOMPLETE",
        "ESCALATION_ROUTES,    GOVERNANCE_INCOMPLETE",
        "CONFLICT_CLAUSE,      CONFLICT_CLAUSE_UNSIGNED",
        "SPONSORSHIP_CLAUSE,   SPONSORSHIP_CLAUSE_UNSIGNED",
        "SCENARIO_QUIZ,        ROLE_BOUNDARIES_UNTRAINED",
        "WORKING_AGREEMENT,    ROLE_BOUNDARIES_UNTRAINED",
        "FEEDBACK_SESSION,     FEEDBACK_UNTRAINED",
        "BIAS_SIMULATION,      BIAS_AND_ESCALATION_UNTRAINED",
        "ESCALATION_FLOW,      BIAS_AND_ESCALATION_UNTRAINED",
        "INTRODUCTION_DRAFTED, SPONSORSHIP_UNTRAINED",
        "DEMO,                 DEMO_MISSING",
        "CO_COACHING,          CO_COACHING_MISSING"
    })
    void asksAMentorForEachProof(ProofKind kind, Gap gap) {
        assertThat(gaps(without(mentor(), kind))).containsExactly(gap);
    }

    @Test
    void asksNoSponsorshipOfAMentorFromOutside() {
        var outside = without(
                without(
                        without(
                                without(mentor(ProviderType.EXTERNAL), ProofKind.SPONSORSHIP_CLAUSE),
                                ProofKind.INTRODUCTION_DRAFTED),
                        ProofKind.MANAGER_ENDORSEMENT),
                ProofKind.PROMOTION_HISTORY);

        assertThat(gaps(outside)).isEmpty();
    }

    @Test
    void takesStructuredTrainingForACredentialInsideTheCompanyOnly() {
        var training = plain(ProofKind.COACH_TRAINING, TODAY);

        assertThat(gaps(with(without(coach(ProviderType.INTERNAL), ProofKind.CREDENTIAL), training)))
                .isEmpty();
        assertThat(gaps(with(without(coach(ProviderType.EXTERNAL), ProofKind.CREDENTIAL), training)))
                .containsExactly(Gap.CREDENTIAL_MISSING);
    }

    @Test
    void countsACredentialOnceVerifiedAndUntilItExpires() {
        var bare = without(coach(ProviderType.EXTERNAL), ProofKind.CREDENTIAL);
        var credential = expiring(ProofKind.CREDENTIAL, TODAY.minusYears(3), TODAY);

        assertThat(gaps(with(bare, unverified(credential)))).containsExactly(Gap.CREDENTIAL_MISSING);
        assertThat(gaps(with(bare, credential))).isEmpty();
        assertThat(Qualification.of(with(bare, credential), TODAY.plusDays(1)).gaps())
                .containsExactly(Gap.CREDENTIAL_MISSING);
    }

    @Test
    void wantsTwoVerifiedReferencesOfTwoPeople() {
        var bare = without(coach(ProviderType.EXTERNAL), ProofKind.REFERENCE);
        var ada = about(ProofKind.REFERENCE, person(7));
        var bo = about(ProofKind.REFERENCE, person(8));

        assertThat(gaps(with(bare, ada))).containsExactly(Gap.REFERENCES_MISSING);
        assertThat(gaps(with(bare, ada, about(ProofKind.REFERENCE, person(7)))))
                .containsExactly(Gap.REFERENCES_MISSING);
        assertThat(gaps(with(bare, ada, unverified(bo)))).containsExactly(Gap.REFERENCES_MISSING);
        assertThat(gaps(with(bare, ada, bo))).isEmpty();
    }

    @Test
    void takesAVerifiedReferenceForOutcomesOfEarlierMentees() {
        var bare = without(mentor(), ProofKind.MENTEE_OUTCOME);
        var note = about(ProofKind.REFERENCE, person(7));

        assertThat(gaps(with(bare, unverified(note)))).containsExactly(Gap.MENTEE_OUTCOMES_MISSING);
        assertThat(gaps(with(bare, note))).isEmpty();
    }

    @Test
    void wantsADemoOfHalfAnHourAndMoreThanOnePanellist() {
        var bare = without(coach(ProviderType.EXTERNAL), ProofKind.DEMO);

        assertThat(gaps(with(bare, demo(29, TODAY, 5, 5)))).containsExactly(Gap.DEMO_MISSING);
        assertThat(gaps(with(bare, demo(30, TODAY, 5)))).containsExactly(Gap.PANEL_INCOMPLETE);
        assertThat(gaps(with(bare, demo(30, TODAY, 5, 5)))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"4 4, true", "3 5, true", "3 4, false", "3 3 5, false", "3 4 4, true", "1 4 4 5, true", "3 3 4 5, false"
    })
    void wantsAMedianOfFourOfThePanel(String marks, boolean enough) {
        var bare = without(mentor(), ProofKind.DEMO);
        var panel = Arrays.stream(marks.split(" ")).mapToInt(Integer::parseInt).toArray();

        assertThat(gaps(with(bare, demo(30, TODAY, panel))).isEmpty()).isEqualTo(enough);
    }

    @Test
    void takesTheMeanOfTheDimensionsForAPanellistsMark() {
        var strict = new Scorecard(person(1), 3, 4, 4, 4, 4);
        var kind = new Scorecard(person(2), 5, 4, 4, 4, 4);

        assertThat(strict.mark()).isEqualByComparingTo("3.8");
        assertThat(Scorecard.median(List.of(strict, kind))).contains(new BigDecimal("4.00"));
    }

    @Test
    void goesByTheLatestDemoAWholePanelHasScored() {
        var bare = without(mentor(), ProofKind.DEMO);
        var failed = demo(30, TODAY.minusDays(20), 3, 3);
        var better = demo(30, TODAY.minusDays(10), 5, 4);
        var open = demo(30, TODAY, 1);

        assertThat(gaps(with(bare, failed))).containsExactly(Gap.PANEL_MEDIAN_TOO_LOW);
        assertThat(Qualification.of(with(bare, better, failed, open), TODAY).panelMedian())
                .isEqualByComparingTo("4.5");
    }

    @Test
    void takesTheHalfDayOnFourSkillsForTheFourWeeks() {
        var bare = Stream.of(
                        ProofKind.SCENARIO_QUIZ,
                        ProofKind.WORKING_AGREEMENT,
                        ProofKind.FEEDBACK_SESSION,
                        ProofKind.BIAS_SIMULATION,
                        ProofKind.ESCALATION_FLOW,
                        ProofKind.INTRODUCTION_DRAFTED)
                .reduce(mentor(), Dossiers::without, (one, other) -> other);
        var three = with(bare, skill("ASKING"), skill("LISTENING"), skill("FEEDBACK"));

        assertThat(gaps(with(three, skill("ASKING")))).hasSize(4);
        assertThat(gaps(with(three, skill("SPONSORING")))).isEmpty();
    }

    @Test
    void wantsTenMinutesOfFeedback() {
        var bare = without(mentor(), ProofKind.FEEDBACK_SESSION);

        assertThat(gaps(with(bare, minutes(ProofKind.FEEDBACK_SESSION, 9, TODAY))))
                .containsExactly(Gap.FEEDBACK_UNTRAINED);
    }

    @Test
    void asksBothOfWhoOffersBoth() {
        var both = new Dossier(
                ProviderType.INTERNAL,
                Set.of(Track.COACHING, Track.MENTORING),
                null,
                coach(ProviderType.INTERNAL).proofs(),
                Performance.NONE);

        assertThat(gaps(both)).contains(Gap.SUCCESS_HISTORY_MISSING, Gap.GOVERNANCE_INCOMPLETE);
    }

    @Test
    void asksNobodyForSeniority() {
        var components = Arrays.stream(Dossier.class.getRecordComponents())
                .map(component -> component.getName())
                .toList();

        assertThat(components).containsExactly("type", "tracks", "qualifiedOn", "proofs", "performance");
        assertThat(Arrays.stream(ProofKind.values()).map(Enum::name))
                .noneMatch(name -> name.contains("LEVEL") || name.contains("SENIOR") || name.contains("INDUSTRY"));
    }

    @Test
    void findsTheSameWhateverTheOrderOfTheProofs() {
        var random = new Random(20300107);
        for (int round = 0; round < 300; round++) {
            var all = new ArrayList<>(mentor().proofs());
            all.add(demo(30, TODAY.minusDays(random.nextInt(300)), 2, 2));
            all.add(plain(ProofKind.CALIBRATION, TODAY.minusDays(random.nextInt(300))));
            var some = all.stream().filter(proof -> random.nextInt(4) > 0).toList();
            var shuffled = new ArrayList<>(some);
            Collections.shuffle(shuffled, random);
            var day = TODAY.plusDays(random.nextInt(200));

            assertThat(Qualification.of(proven(mentor(), shuffled), day))
                    .isEqualTo(Qualification.of(proven(mentor(), some), day));
        }
    }

    private static Proof skill(String code) {
        return coded(ProofKind.SKILL_TRAINED, code, TODAY);
    }

    private static List<Gap> gaps(Dossier dossier) {
        return Qualification.of(dossier, TODAY).gaps();
    }
}
