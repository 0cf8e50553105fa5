package tandem.matching.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tandem.events.MatchingEvent.ProviderHeld;
import tandem.events.MatchingEvent.ProviderQualified;
import tandem.events.MatchingEvent.WaitlistOffered;
import tandem.events.PersonId;
import tandem.events.ProviderType;
import tandem.events.Track;
import tandem.matching.Formation;
import tandem.matching.Stage;
import tandem.matching.credential.Gap;
import tandem.matching.credential.ProofKind;
import tandem.matching.credential.Scorecard;
import tandem.matching.credential.Standing.State;
import tandem.matching.provider.ProofService.Entry;
import tandem.matching.provider.ProviderQueries.Missing;
import tandem.matching.provider.ProviderQueries.ProofView;
import tandem.matching.provider.ProviderQueries.ProviderView;
import tandem.matching.run.RunOutcome;
import tandem.runtime.actor.Actor;
import tandem.runtime.actor.Roles;
import tandem.runtime.problem.ProblemType;
import tandem.runtime.problem.Refused;
import tandem.runtime.time.ProgrammeTime;
import tandem.testing.OutboxRows;
import tandem.testing.RealParts;

/** Somebody's way into the pool, out of it and in again. */
@QuarkusTest
@WithTestResource(RealParts.class)
class ProofServiceTest {

    @Inject
    Stage stage;

    @Inject
    Formation formation;

    @Inject
    ProofService service;

    @Inject
    ProviderService providers;

    @Inject
    ProviderQueries queries;

    @Inject
    @ProgrammeTime
    Clock clock;

    private final PersonId coach = Stage.somebody();
    private Stage.Scene scene;

    @BeforeEach
    void open() {
        scene = stage.open();
        scene.candidate(coach, ProviderType.EXTERNAL, Set.of(Track.COACHING), 2, "DATA_STRATEGY");
    }

    @Test
    void proposesNoCandidateAndTellsOfNone() {
        var leader = scene.leader(Track.COACHING);

        assertThat(scene.run(leader, Track.COACHING).outcome()).isEqualTo(RunOutcome.WAITLISTED);
        assertThat(OutboxRows.events(scene.tenant, WaitlistOffered.class))
                .extracting(WaitlistOffered::reason)
                .containsExactly("PROVIDER_NOT_QUALIFIED");
        assertThat(OutboxRows.events(scene.tenant, ProviderQualified.class)).isEmpty();
    }

    @Test
    void qualifiesWithTheLastProofAndTellsMedianAndCalibration() {
        scene.qualifies(coach);

        assertThat(view().state()).isEqualTo(State.QUALIFIED);
        assertThat(view().qualifiedOn()).isEqualTo(today());
        assertThat(OutboxRows.events(scene.tenant, ProviderQualified.class))
                .containsExactly(new ProviderQualified(
                        coach, ProviderType.EXTERNAL, Set.of(Track.COACHING), 2, new BigDecimal("4.00"), today()));
        assertThat(scene.run(scene.leader(Track.COACHING), Track.COACHING).outcome())
                .isEqualTo(RunOutcome.PROPOSED);
    }

    @Test
    void neverTakesInWhoFailsThePanel() {
        scene.does(() -> formation.prove(coach, ProviderType.EXTERNAL, Set.of(Track.COACHING), 3));

        assertThat(view().state()).isEqualTo(State.CANDIDATE);
        assertThat(view().missing()).containsExactly(new Missing(Gap.PANEL_MEDIAN_TOO_LOW, "R98"));
        assertThat(view().panelMedian()).isEqualByComparingTo("3");

        var demo = enter(new Entry(ProofKind.DEMO, today(), null, null, null, null, 45));
        scene.does(() -> formation.score(coach, demo, 4, 5));
        assertThat(view().state()).isEqualTo(State.QUALIFIED);
    }

    @Test
    void qualifiesAMentorWithTheSecondSignature() {
        var mentor = Stage.somebody();
        scene.candidate(mentor, ProviderType.INTERNAL, Set.of(Track.MENTORING), 2, "DATA_STRATEGY");
        scene.does(() -> formation.qualify(mentor, ProviderType.INTERNAL, Set.of(Track.MENTORING)));
        assertThat(view(mentor).state()).isEqualTo(State.QUALIFIED);

        var signed = proofs(mentor).stream()
                .filter(proof -> proof.kind() == ProofKind.SPONSORSHIP_CLAUSE)
                .toList();
        assertThat(signed)
                .singleElement()
                .satisfies(proof -> assertThat(proof.enteredBy()).isEqualTo(mentor));
        scene.does(() -> service.revoke(mentor, signed.getFirst().id(), scene.lead));

        assertThat(view(mentor).state()).isEqualTo(State.LAPSED);
        assertThat(view(mentor).missing()).containsExactly(new Missing(Gap.SPONSORSHIP_CLAUSE_UNSIGNED, "R87"));
        assertThat(OutboxRows.events(scene.tenant, ProviderHeld.class))
                .containsExactly(new ProviderHeld(mentor, "SPONSORSHIP_CLAUSE_UNSIGNED"));
        scene.does(() -> service.sign(ProofKind.SPONSORSHIP_CLAUSE, actor(mentor)));
        assertThat(view(mentor).state()).isEqualTo(State.QUALIFIED);
    }

    @Test
    void takesAnExpiredCalibrationOutOfTheNextRun() {
        qualifiedOn(today().minusMonths(3).minusDays(1));
        var leader = scene.leader(Track.COACHING);

        assertThat(view().state()).isEqualTo(State.CANDIDATE);
        assertThat(view().missing()).containsExactly(new Missing(Gap.CALIBRATION_EXPIRED, "R104"));
        assertThat(scene.run(leader, Track.COACHING).outcome()).isEqualTo(RunOutcome.WAITLISTED);

        enter(Formation.plain(ProofKind.CALIBRATION, today()));
        assertThat(view().state()).isEqualTo(State.QUALIFIED);
        assertThat(scene.run(leader, Track.COACHING).outcome()).isEqualTo(RunOutcome.PROPOSED);
    }

    @Test
    void letsHoldsOfSeveralReasonsStandSideBySide() {
        scene.qualifies(coach);
        scene.does(() -> providers.hold(coach, "COMPLAINT"));
        scene.does(() -> providers.belowGate(coach));
        scene.does(() -> providers.holdIfProvider(coach, "EMPLOYMENT_ENDED"));
        scene.does(() -> providers.hold(coach, "COMPLAINT"));

        assertThat(view().holds())
                .extracting(Hold::reason)
                .containsExactly("COMPLAINT", "BELOW_GATE", "EMPLOYMENT_ENDED");
        assertThat(OutboxRows.events(scene.tenant, ProviderHeld.class)).hasSize(1);

        scene.does(() -> providers.releaseIfHeldFor(coach, "EMPLOYMENT_ENDED"));
        scene.does(() -> providers.release(coach, "BELOW_GATE"));
        assertThat(view().state()).isEqualTo(State.HELD);
        scene.does(() -> providers.release(coach, "COMPLAINT"));
        assertThat(view().state()).isEqualTo(State.QUALIFIED);
        assertThat(OutboxRows.events(scene.tenant, ProviderQualified.class)).hasSize(2);
    }

    @Test
    void releasesNoHoldOfAHumanOnTheNewsOfAnother() {
        scene.qualifies(coach);
        scene.does(() -> providers.hold(coach, "EMPLOYMENT_ENDED"));

        scene.does(() -> providers.releaseIfHeldFor(coach, "EMPLOYMENT_ENDED"));
        enter(Formation.plain(ProofKind.CALIBRATION, today()));

        assertThat(view().state()).isEqualTo(State.HELD);
    }

    @Test
    void keepsAHoldThroughANewRegistration() {
        scene.qualifies(coach);
        scene.does(() -> providers.hold(coach, "COMPLAINT"));

        scene.candidate(coach, ProviderType.EXTERNAL, Set.of(Track.COACHING), 4, "BUDGETING");

        assertThat(view().state()).isEqualTo(State.HELD);
        assertThat(view().capacity()).isEqualTo(4);
    }

    @Test
    void asksForMoreOnceAMentorWantsToCoachToo() {
        scene.qualifies(coach);

        scene.candidate(coach, ProviderType.EXTERNAL, Set.of(Track.COACHING, Track.MENTORING), 2, "BUDGETING");

        assertThat(view().state()).isEqualTo(State.LAPSED);
        assertThat(view().missing()).contains(new Missing(Gap.GOVERNANCE_INCOMPLETE, "R13"));
    }

    @Test
    void letsNobodyVouchForThemselves() {
        refused(
                ProviderProblems.NOT_INDEPENDENT,
                () -> service.enter(coach, List.of(Formation.plain(ProofKind.CO_COACHING, today())), actor(coach)));
        refused(
                ProviderProblems.NOT_INDEPENDENT,
                () -> service.enter(coach, List.of(Formation.about(ProofKind.REFERENCE, coach, today())), scene.lead));

        var referee = Stage.somebody();
        var reference = enter(Formation.about(ProofKind.REFERENCE, referee, today()));
        for (var partial : List.of(coach, referee, scene.lead.requirePerson())) {
            refused(ProviderProblems.NOT_INDEPENDENT, () -> service.verify(coach, reference, actor(partial)));
        }
        scene.does(() -> service.verify(coach, reference, actor(Stage.somebody())));
        refused(ProviderProblems.VERIFIED_ALREADY, () -> service.verify(coach, reference, actor(Stage.somebody())));
    }

    @Test
    void letsEachPanellistScoreOnceAndNobodyTheOwnDemo() {
        var demo = enter(new Entry(ProofKind.DEMO, today(), null, null, null, null, 30));
        var panellist = Stage.somebody();
        scene.does(() -> service.score(coach, demo, card(panellist)));

        refused(ProviderProblems.SCORED_ALREADY, () -> service.score(coach, demo, card(panellist)));
        refused(ProviderProblems.NOT_INDEPENDENT, () -> service.score(coach, demo, card(coach)));
        var review = enter(Formation.plain(ProofKind.DEMO_REVIEW, today()));
        refused(ProviderProblems.NO_DEMO, () -> service.score(coach, review, card(panellist)));
        assertThat(proofs(coach).getFirst().panel()).containsExactly(card(panellist));
    }

    @Test
    void takesNoProofFromTheFuture() {
        refused(
                ProviderProblems.IN_THE_FUTURE,
                () -> service.enter(
                        coach, List.of(Formation.plain(ProofKind.CALIBRATION, today().plusDays(1))), scene.lead));
    }

    @Test
    void showsWhatWasVoidedAndCountsItNoMore() {
        scene.qualifies(coach);
        var credential = proofs(coach).stream()
                .filter(proof -> proof.kind() == ProofKind.CREDENTIAL)
                .findFirst()
                .orElseThrow();

        scene.does(() -> service.revoke(coach, credential.id(), scene.lead));

        assertThat(view().missing()).containsExactly(new Missing(Gap.CREDENTIAL_MISSING, "R88"));
        assertThat(proofs(coach))
                .filteredOn(proof -> proof.voidedBy() != null)
                .extracting(ProofView::id)
                .containsExactly(credential.id());
    }

    /** Everything proven on that day. */
    private void qualifiedOn(LocalDate day) {
        scene.does(() -> {
            var entries = Formation.entries(ProviderType.EXTERNAL, Set.of(Track.COACHING), day);
            var ids = service.enter(coach, entries, scene.lead);
            for (int i = 0; i < ids.size(); i++) {
                if (entries.get(i).kind().isVerified()) {
                    service.verify(coach, ids.get(i), actor(Stage.somebody()));
                }
            }
            formation.score(coach, ids.getFirst(), 4, 4);
        });
    }

    private UUID enter(Entry entry) {
        return scene.as(() -> service.enter(coach, List.of(entry), scene.lead)).getFirst();
    }

    private void refused(ProblemType type, Runnable step) {
        assertThatThrownBy(() -> scene.does(step))
                .isInstanceOfSatisfying(
                        Refused.class, refusal -> assertThat(refusal.type()).isEqualTo(type));
    }

    private static Scorecard card(PersonId panellist) {
        return new Scorecard(panellist, 4, 5, 4, 3, 4);
    }

    private Actor actor(PersonId person) {
        return new Actor(scene.tenant, person, "test", Set.of(Roles.PROVIDER));
    }

    private ProviderView view() {
        return view(coach);
    }

    private ProviderView view(PersonId person) {
        return scene.as(() -> queries.get(person));
    }

    private List<ProofView> proofs(PersonId person) {
        return scene.as(() -> queries.proofs(person, Optional.empty(), 50)).items();
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
