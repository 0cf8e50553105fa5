package tandem.session.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tandem.events.EngagementId;
import tandem.events.EvidenceTier;
import tandem.events.PersonId;
import tandem.events.SessionEvent;
import tandem.events.SessionEvent.AttendanceEvidenced;
import tandem.events.SessionEvent.SessionCancelled;
import tandem.events.SessionEvent.SessionHeld;
import tandem.events.SessionEvent.SessionMissed;
import tandem.events.SessionEvent.SessionScheduled;
import tandem.events.SessionId;
import tandem.runtime.problem.CommonProblems;
import tandem.runtime.problem.Refused;
import tandem.session.FakeDirectory;
import tandem.session.Stage;
import tandem.testing.OutboxRows;
import tandem.testing.RealParts;

@QuarkusTest
@WithTestResource(RealParts.class)
@WithTestResource(FakeDirectory.class)
class SessionServiceTest {

    @Inject
    Stage stage;

    @Inject
    SessionService service;

    private Stage.Scene scene;

    @BeforeEach
    void open() {
        scene = stage.open();
    }

    @Test
    void tellsASessionEnteredByHand() {
        enter(scene.in(24));

        assertThat(told(SessionScheduled.class))
                .singleElement()
                .satisfies(session -> assertThat(session.origin()).isEqualTo(SessionScheduled.Origin.MANUAL));
    }

    @Test
    void refusesTheFirstSessionBeforeBothHaveSigned() {
        var unsigned = new EngagementId(UUID.randomUUID());

        assertThatThrownBy(() -> scene.act(() -> service.enter(scene.lea, unsigned, scene.in(1), scene.in(2))))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.type()).isEqualTo(CommonProblems.NOT_FOUND));
        assertThat(told(SessionEvent.class)).isEmpty();
    }

    @Test
    void refusesASessionOutsideTheTerm() {
        var late = Instant.parse("2030-08-01T09:00:00Z");

        assertThatThrownBy(() -> enter(late))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.type()).isEqualTo(SessionProblems.OUTSIDE_TERM));
    }

    @Test
    void hidesTheSessionsOfOthers() {
        var session = enter(scene.in(24));

        assertThatThrownBy(() -> scene.act(() -> service.cancel(scene.mona, session)))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.type()).isEqualTo(CommonProblems.NOT_FOUND));
    }

    @Test
    void refusesAttendanceBeforeTheStart() {
        var session = enter(scene.in(24));

        assertThatThrownBy(() -> log(session, scene.lea, true, null))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.type()).isEqualTo(SessionProblems.NOT_BEGUN));
    }

    @Test
    void holdsASessionAtOnceWhenBothSidesLogIt() {
        var session = enter(scene.in(-3));

        log(session, scene.lea, true, null);
        assertThat(told(SessionHeld.class)).isEmpty();
        log(session, scene.carl, true, null);

        assertThat(told(SessionHeld.class))
                .singleElement()
                .satisfies(held -> assertThat(held.evidence()).isEqualTo(EvidenceTier.BOTH_SIDES));
        assertThat(told(AttendanceEvidenced.class))
                .extracting(AttendanceEvidenced::evidence)
                .containsExactly(EvidenceTier.ONE_SIDE, EvidenceTier.BOTH_SIDES);
    }

    @Test
    void holdsASessionOnOneSidesWordWhenTheGraceIsOver() {
        var session = enter(scene.in(-3));
        log(session, scene.lea, true, null);

        scene.pass(Duration.ofHours(12));

        assertThat(told(SessionHeld.class))
                .singleElement()
                .satisfies(held -> assertThat(held.evidence()).isEqualTo(EvidenceTier.ONE_SIDE));
    }

    @Test
    void tellsBetterEvidenceOfAHeldSessionOnce() {
        var session = enter(scene.in(-3));
        log(session, scene.lea, true, null);
        scene.pass(Duration.ofHours(12));

        log(session, scene.carl, true, null);
        log(session, scene.carl, true, null);

        assertThat(told(SessionHeld.class))
                .extracting(SessionHeld::evidence)
                .containsExactly(EvidenceTier.ONE_SIDE, EvidenceTier.BOTH_SIDES);
    }

    @Test
    void waitsForBothSidesWhereThePolicyWantsThem() {
        scene.publish(1, 24, EvidenceTier.BOTH_SIDES);
        var session = enter(scene.in(-3));
        log(session, scene.lea, true, null);

        scene.pass(Duration.ofHours(12));

        assertThat(told(SessionHeld.class)).isEmpty();
    }

    @Test
    void missesASessionTheOtherSideDidNotComeTo() {
        var session = enter(scene.in(-3));
        log(session, scene.carl, true, false);

        scene.pass(Duration.ofHours(12));

        assertThat(told(SessionMissed.class)).hasSize(1);
        assertThat(told(SessionHeld.class)).isEmpty();
    }

    @Test
    void leavesASessionNobodySpokeOfUnresolved() {
        enter(scene.in(-3));

        scene.pass(Duration.ofDays(3));

        assertThat(told(SessionHeld.class)).isEmpty();
        assertThat(told(SessionMissed.class)).isEmpty();
    }

    @Test
    void tellsACancellationInsideTheNoticeAsLate() {
        var soon = enter(scene.in(23));
        var later = enter(scene.in(25));

        scene.act(() -> service.cancel(scene.lea, soon));
        scene.act(() -> service.cancel(scene.carl, later));

        assertThat(told(SessionCancelled.class))
                .extracting(SessionCancelled::late)
                .containsExactly(true, false);
    }

    private SessionId enter(Instant start) {
        var entered = new ArrayList<SessionId>();
        scene.act(() -> entered.add(service.enter(scene.lea, scene.coaching, start, start.plus(Duration.ofHours(1)))));
        return entered.getFirst();
    }

    private void log(SessionId session, PersonId by, boolean attended, @Nullable Boolean other) {
        scene.act(() -> service.log(by, session, attended, other));
    }

    private <E extends SessionEvent> List<E> told(Class<E> type) {
        return OutboxRows.events(scene.tenant, type);
    }
}
