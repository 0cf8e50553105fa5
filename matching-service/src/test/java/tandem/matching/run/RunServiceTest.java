package tandem.matching.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.assertj.core.groups.Tuple;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tandem.events.Embedding;
import tandem.events.ImpactEvent.OnboardingResumed;
import tandem.events.ImpactEvent.OnboardingStopped;
import tandem.events.ImpactEvent.ProviderBelowGate;
import tandem.events.MatchingEvent.MatchProposed;
import tandem.events.MatchingEvent.ProviderHeld;
import tandem.events.MatchingEvent.WaitlistOffered;
import tandem.events.ProfileState.MatchingProfile;
import tandem.events.ProviderType;
import tandem.events.Track;
import tandem.events.Trigger;
import tandem.matching.Stage;
import tandem.matching.profile.ProfileProblems;
import tandem.runtime.embedding.SentenceEmbeddings;
import tandem.runtime.problem.Refused;
import tandem.testing.OutboxRows;
import tandem.testing.RealParts;

@QuarkusTest
@WithTestResource(RealParts.class)
class RunServiceTest {

    @Inject
    Stage stage;

    @Inject
    RunService service;

    @Inject
    RunQueries queries;

    @Inject
    SentenceEmbeddings embeddings;

    private Stage.Scene scene;

    @BeforeEach
    void open() {
        scene = stage.open();
    }

    @Test
    void proposesTheBestProvidersInOrderAndTellsEach() {
        var fitting = scene.provider(1, "DATA_STRATEGY");
        var other = scene.provider(1, "BUDGETING");
        var leader = scene.leader(Track.COACHING);

        var outcome = scene.run(leader, Track.COACHING);

        assertThat(outcome.proposals())
                .extracting(RunQueries.Proposed::provider)
                .containsExactly(fitting, other);
        assertThat(OutboxRows.events(scene.tenant, MatchProposed.class))
                .extracting(MatchProposed::rank, MatchProposed::provider, MatchProposed::weightProfile)
                .containsExactly(Tuple.tuple(1, fitting, "COACHING"), Tuple.tuple(2, other, "COACHING"));
    }

    @Test
    void ranksByTheMeaningOfGoalsWhereCodesAgreeNowhere() {
        var near = scene.provider(1, "ANALYTICS_ROADMAP");
        scene.provider(1, "FRENCH_COOKING");
        var leader = Stage.somebody();
        scene.decided(leader, Track.COACHING);
        var plain = scene.profile(leader, 1, null);
        var vector = embeddings.embed(List.of("data strategy. delegation")).getFirst();
        scene.hear(withGoals(plain, embeddings.modelId(), vector));

        assertThat(scene.run(leader, Track.COACHING).proposals().getFirst().provider())
                .isEqualTo(near);
    }

    @Test
    void refusesToCompareVectorsOfAnotherModel() {
        scene.provider(1, "DATA_STRATEGY");
        var leader = Stage.somebody();
        scene.decided(leader, Track.COACHING);
        scene.hear(withGoals(scene.profile(leader, 1, null), "some-other-model", new float[] {1, 0}));

        assertThat(scene.run(leader, Track.COACHING).outcome()).isEqualTo(RunOutcome.OTHER_MODEL);
    }

    @Test
    void proposesNobodyWithoutTheLeadersConsent() {
        scene.provider(1, "DATA_STRATEGY");
        var leader = Stage.somebody();
        scene.decided(leader, Track.COACHING);

        assertThat(scene.run(leader, Track.COACHING).outcome()).isEqualTo(RunOutcome.NOT_ALLOWED);
        assertThat(OutboxRows.events(scene.tenant, MatchProposed.class)).isEmpty();
    }

    @Test
    void asksTheMenteeBeforeProposingAMentor() {
        scene.provider(1, "DATA_STRATEGY");
        var leader = Stage.somebody();
        scene.decided(leader, Track.MENTORING);
        scene.hear(withPreferences(scene.profile(leader, 1, null), List.of()));

        assertThat(scene.run(leader, Track.MENTORING).outcome()).isEqualTo(RunOutcome.PREFERENCE_MISSING);
    }

    @Test
    void putsALeaderOnTheWaitlistOnceAndOffersTheSeatWhenItIsGiven() {
        scene.provider(1, "DATA_STRATEGY");
        scene.approved(scene.leader(Track.COACHING), Track.COACHING);
        var waiting = scene.leader(Track.COACHING);

        assertThat(scene.run(waiting, Track.COACHING).outcome()).isEqualTo(RunOutcome.WAITLISTED);
        scene.run(waiting, Track.COACHING);
        var second = scene.provider(1, "DATA_STRATEGY");
        scene.approved(waiting, Track.COACHING);

        assertThat(OutboxRows.events(scene.tenant, WaitlistOffered.class))
                .containsExactly(
                        new WaitlistOffered(waiting, scene.programme, Track.COACHING, "NO_FREE_SEAT", null),
                        new WaitlistOffered(waiting, scene.programme, Track.COACHING, "SEAT_GIVEN", second));
    }

    @Test
    void givesAMentorThreeMenteesAtMostInAHighTouchCohort() {
        scene.provider(10, "DATA_STRATEGY");
        for (int i = 0; i < 3; i++) {
            scene.approved(scene.leader(Track.MENTORING), Track.MENTORING);
        }

        var fourth = scene.run(scene.leader(Track.MENTORING), Track.MENTORING);

        assertThat(fourth.outcome()).isEqualTo(RunOutcome.WAITLISTED);
        assertThat(fourth.ruledOut().get("NO_FREE_SEAT").asInt()).isEqualTo(1);
    }

    @Test
    void proposesOnlyTheTracksThatAreDue() {
        scene.provider(5, "DATA_STRATEGY");
        var leader = scene.leader(Track.COACHING, Track.MENTORING);

        assertThat(scene.run(leader, Track.MENTORING).outcome()).isEqualTo(RunOutcome.NOT_DUE);
        assertThat(scene.run(leader, Track.COACHING).outcome()).isEqualTo(RunOutcome.PROPOSED);
    }

    @Test
    void refusesRunsWhileOnboardingIsStopped() {
        scene.provider(1, "DATA_STRATEGY");
        var leader = scene.leader(Track.COACHING);
        scene.hear(new OnboardingStopped(scene.programme, "DATA_QUALITY"));

        assertThatThrownBy(() -> scene.run(leader, Track.COACHING))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refusal -> assertThat(refusal.type()).isEqualTo(ProfileProblems.ONBOARDING_STOPPED));

        scene.hear(new OnboardingResumed(scene.programme));
        assertThat(scene.run(leader, Track.COACHING).outcome()).isEqualTo(RunOutcome.PROPOSED);
    }

    @Test
    void takesAProviderBelowTheGateOutOfTheNextRun() {
        var provider = scene.provider(1, "DATA_STRATEGY");
        scene.hear(new ProviderBelowGate(provider, "rating", BigDecimal.valueOf(3.5), BigDecimal.valueOf(4)));

        assertThat(scene.run(scene.leader(Track.COACHING), Track.COACHING).outcome())
                .isEqualTo(RunOutcome.WAITLISTED);
        assertThat(OutboxRows.events(scene.tenant, ProviderHeld.class))
                .containsExactly(new ProviderHeld(provider, "BELOW_GATE"));
    }

    @Test
    void keepsAnExternalProviderOutOfAPromotion() {
        scene.provider(Stage.somebody(), ProviderType.EXTERNAL, 1, "DATA_STRATEGY");
        var leader = Stage.somebody();
        scene.decided(leader, Track.MENTORING);
        scene.hear(promotion(scene.profile(leader, 1, null)));

        assertThat(scene.run(leader, Track.MENTORING)
                        .ruledOut()
                        .get("EXTERNAL_CANNOT_SPONSOR")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void worksOffALongRunInSteps() {
        scene.provider(1, "DATA_STRATEGY");
        var leaders =
                Stream.generate(Stage::somebody).limit(RunService.AT_ONCE + 1).toList();

        var id = scene.as(() -> service.open(scene.programme, null, leaders, 1, scene.lead));

        assertThat(state(id)).isEqualTo("RUNNING");
        assertThat(scene.as(() -> service.advance(id))).isTrue();
        assertThat(scene.as(() -> service.advance(id))).isFalse();
        assertThat(state(id)).isEqualTo("DONE");
    }

    private String state(UUID run) {
        return scene.as(() -> queries.get(run, Optional.empty(), 1)).state();
    }

    private static MatchingProfile withGoals(MatchingProfile p, String model, float[] vector) {
        var components = new ArrayList<Float>();
        for (float component : vector) {
            components.add(component);
        }
        return copy(p, new Embedding(model, components), p.preferences(), p.trigger());
    }

    private static MatchingProfile withPreferences(MatchingProfile p, List<String> preferences) {
        return copy(p, p.goals(), preferences, p.trigger());
    }

    private static MatchingProfile promotion(MatchingProfile p) {
        return copy(p, p.goals(), p.preferences(), Trigger.PROMOTION_PATHWAY);
    }

    private static MatchingProfile copy(
            MatchingProfile p, @Nullable Embedding goals, List<String> preferences, @Nullable Trigger trigger) {
        return new MatchingProfile(
                p.person(),
                p.consentVersion(),
                p.programme(),
                p.manager(),
                p.level(),
                p.tenureMonths(),
                p.timeZone(),
                p.availability(),
                p.skillCodes(),
                p.behaviourCodes(),
                trigger,
                goals,
                preferences,
                p.confidentialityNeedHigh(),
                p.roleRisks(),
                null);
    }
}
