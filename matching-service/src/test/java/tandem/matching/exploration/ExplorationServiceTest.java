package tandem.matching.exploration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tandem.events.ImpactEvent.OnboardingStopped;
import tandem.events.MatchId;
import tandem.events.MatchingEvent.MatchProposed;
import tandem.events.MatchingEvent.MatchRejected;
import tandem.events.MatchingEvent.WaitlistOffered;
import tandem.events.Party;
import tandem.events.PersonId;
import tandem.events.Track;
import tandem.matching.Stage;
import tandem.matching.agreement.AgreementProblems;
import tandem.matching.agreement.AgreementService;
import tandem.matching.match.MatchQueries;
import tandem.matching.match.MatchState;
import tandem.matching.offer.OfferService;
import tandem.runtime.actor.Actor;
import tandem.runtime.actor.Roles;
import tandem.runtime.problem.CommonProblems;
import tandem.runtime.problem.ProblemType;
import tandem.runtime.problem.Refused;
import tandem.runtime.time.ProgrammeTime;
import tandem.testing.AppDatabase;
import tandem.testing.OutboxRows;
import tandem.testing.RealParts;

@QuarkusTest
@WithTestResource(RealParts.class)
class ExplorationServiceTest {

    @Inject
    Stage stage;

    @Inject
    ExplorationService service;

    @Inject
    AgreementService agreements;

    @Inject
    OfferService offers;

    @Inject
    MatchQueries matches;

    @Inject
    @ProgrammeTime
    Clock clock;

    private Stage.Scene scene;
    private PersonId provider;
    private PersonId leader;
    private MatchId match;

    @BeforeEach
    void approve() {
        scene = stage.open();
        provider = scene.provider(1, "DATA_STRATEGY");
        leader = scene.leader(Track.MENTORING);
        match = scene.exploring(leader, Track.MENTORING);
    }

    @Test
    void holdsTheSeatAndHasNothingToSignUntilBothGoOn() {
        assertThat(state()).isEqualTo(MatchState.EXPLORING);
        assertThat(scene.explore(scene.leader(Track.MENTORING), Track.MENTORING))
                .isEmpty();
        refused(AgreementProblems.NOT_OPEN, this::sign);

        answer(leader, Verdict.GO, null);
        assertThat(state()).isEqualTo(MatchState.EXPLORING);
        answer(provider, Verdict.GO, null);

        assertThat(state()).isEqualTo(MatchState.APPROVED);
        sign();
    }

    @Test
    void proposesTheNextCandidateWhenOneSaysNo() {
        var next = scene.provider(1, "DATA_STRATEGY");

        answer(provider, Verdict.NO_GO, DeclineReason.GOALS_DIFFER);
        assertThat(state()).as("nobody can tell from the time who said no").isEqualTo(MatchState.EXPLORING);
        answer(leader, Verdict.GO, null);

        assertThat(state()).isEqualTo(MatchState.REJECTED);
        assertThat(OutboxRows.events(scene.tenant, MatchRejected.class))
                .containsExactly(
                        new MatchRejected(match, scene.programme, leader, provider, "EXPLORATION_GOALS_DIFFER"));
        assertThat(OutboxRows.events(scene.tenant, MatchProposed.class).getLast())
                .satisfies(proposed -> {
                    assertThat(proposed.leader()).isEqualTo(leader);
                    assertThat(proposed.provider()).isEqualTo(next);
                });
        assertThat(scene.as(() -> service.read(match, null)).answers())
                .extracting(Answer::by)
                .containsExactlyInAnyOrder(Party.LEADER, Party.PROVIDER);
    }

    @Test
    void letsTheNextPairMeetFirstToo() {
        scene.provider(1, "DATA_STRATEGY");
        answer(provider, Verdict.NO_GO, DeclineReason.SCHEDULE);
        answer(leader, Verdict.NO_GO, DeclineReason.NO_RAPPORT);
        var next =
                OutboxRows.events(scene.tenant, MatchProposed.class).getLast().match();

        scene.approve(next);

        assertThat(scene.as(() -> matches.get(next, null)).state()).isEqualTo(MatchState.EXPLORING);
    }

    @Test
    void putsTheLeaderOnTheWaitlistWhileOnboardingIsStopped() {
        scene.hear(new OnboardingStopped(scene.programme, "GATE_MISSED"));

        answer(leader, Verdict.NO_GO, DeclineReason.NO_RAPPORT);
        answer(provider, Verdict.GO, null);

        assertThat(state()).isEqualTo(MatchState.REJECTED);
        assertThat(OutboxRows.events(scene.tenant, MatchProposed.class)).hasSize(1);
    }

    @Test
    void keepsThePlaceOfWhoWaitedUntilBothGoOn() {
        var waiting = scene.leader(Track.MENTORING);
        scene.explore(waiting, Track.MENTORING);
        var free = scene.provider(1, "DATA_STRATEGY");
        var meets = scene.exploring(waiting, Track.MENTORING);
        assertThat(told(waiting)).containsExactly("NO_FREE_SEAT");

        scene.does(() -> service.answer(meets, waiting, Verdict.GO, null));
        scene.does(() -> service.answer(meets, free, Verdict.GO, null));

        assertThat(told(waiting)).containsExactly("NO_FREE_SEAT", "SEAT_GIVEN");
    }

    @Test
    void offersASeatWithoutAMeetingBecauseItCanBeDeclined() {
        answer(leader, Verdict.NO_GO, DeclineReason.NO_RAPPORT);
        answer(provider, Verdict.GO, null);
        scene.provider(1, "DATA_STRATEGY");

        scene.does(offers::offerAll);
        var offer =
                OutboxRows.events(scene.tenant, MatchProposed.class).getLast().match();
        scene.approve(offer);

        assertThat(offer).isNotEqualTo(match);
        assertThat(scene.as(() -> matches.get(offer, null)).state()).isEqualTo(MatchState.APPROVED);
    }

    @Test
    void givesThePairUpWhenTimeIsOver() {
        var until = scene.as(() -> service.read(match, leader)).until();
        assertThat(until).isEqualTo(today().plusDays(14));
        answer(leader, Verdict.GO, null);

        assertThat(scene.as(() -> service.lapse(until))).isFalse();
        assertThat(scene.as(() -> service.lapse(until.plusDays(1)))).isTrue();

        assertThat(state()).isEqualTo(MatchState.WITHDRAWN);
        assertThat(OutboxRows.events(scene.tenant, MatchRejected.class))
                .extracting(MatchRejected::reason)
                .containsExactly("EXPLORATION_LAPSED");
    }

    @Test
    void remindsOnceWhoeverHasNotAnswered() {
        answer(leader, Verdict.GO, null);

        scene.does(() -> service.remind(today().plusDays(9)));
        assertThat(mails()).isEmpty();
        scene.does(() -> service.remind(today().plusDays(10)));
        scene.does(() -> service.remind(today().plusDays(11)));

        assertThat(mails()).containsExactly(provider.toString());
    }

    @Test
    void takesOneAnswerOfEachSideAndOfNobodyElse() {
        answer(leader, Verdict.GO, null);

        refused(ExplorationProblems.ANSWERED, () -> answer(leader, Verdict.NO_GO, DeclineReason.NO_RAPPORT));
        refused(CommonProblems.NOT_FOUND, () -> answer(Stage.somebody(), Verdict.GO, null));
        refused(ExplorationProblems.REASON_MISSING, () -> answer(provider, Verdict.NO_GO, null));
        answer(provider, Verdict.GO, null);
        refused(ExplorationProblems.NOT_EXPLORING, () -> answer(provider, Verdict.GO, null));
    }

    private List<String> told(PersonId waiting) {
        return OutboxRows.events(scene.tenant, WaitlistOffered.class).stream()
                .filter(told -> told.person().equals(waiting))
                .map(WaitlistOffered::reason)
                .toList();
    }

    private void answer(PersonId side, Verdict verdict, @Nullable DeclineReason reason) {
        scene.does(() -> service.answer(match, side, verdict, reason));
    }

    private void sign() {
        scene.does(
                () -> agreements.sign(match, new Actor(scene.tenant, leader, "test", Set.of(Roles.PARTICIPANT)), null));
    }

    private MatchState state() {
        return scene.as(() -> matches.get(match, null)).state();
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private List<String> mails() {
        try (var connection = AppDatabase.connect();
                var statement = connection.prepareStatement(
                        "select person from tandem.mail where tenant = ? and template = 'exploration-due'")) {
            statement.setString(1, scene.tenant);
            var rows = statement.executeQuery();
            var people = new ArrayList<String>();
            while (rows.next()) {
                people.add(rows.getString(1));
            }
            return people;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void refused(ProblemType type, ThrowingCallable step) {
        assertThatThrownBy(step)
                .isInstanceOfSatisfying(
                        Refused.class, refusal -> assertThat(refusal.type()).isEqualTo(type));
    }
}
