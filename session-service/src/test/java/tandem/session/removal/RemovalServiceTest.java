package tandem.session.removal;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tandem.events.EngagementId;
import tandem.events.IntakeEvent.EmploymentChanged.Aspect;
import tandem.events.PersonId;
import tandem.events.ProviderType;
import tandem.events.Purpose;
import tandem.events.RemovalScope;
import tandem.events.SessionEvent;
import tandem.events.SessionEvent.RemovalReported;
import tandem.events.SessionEvent.SessionCancelled;
import tandem.events.Track;
import tandem.session.FakeDirectory;
import tandem.session.Ics;
import tandem.session.Stage;
import tandem.session.calendar.CalendarTaker;
import tandem.session.session.SessionQueries;
import tandem.session.session.SessionQueries.SessionView;
import tandem.session.session.SessionService;
import tandem.session.session.SessionState;
import tandem.testing.AppDatabase;
import tandem.testing.OutboxRows;
import tandem.testing.RealParts;

@QuarkusTest
@WithTestResource(RealParts.class)
@WithTestResource(FakeDirectory.class)
class RemovalServiceTest {

    @Inject
    Stage stage;

    @Inject
    CalendarTaker calendar;

    @Inject
    SessionService sessions;

    @Inject
    SessionQueries queries;

    private Stage.Scene scene;

    @BeforeEach
    void open() {
        scene = stage.open();
    }

    @Test
    void cutsTheFeedOfAPersonWhoWithdrawsAndKeepsTheSessionsByHand() {
        take(Ics.weekly("confirmed", 0, scene.in(24), 2, Stage.CARL, Stage.LEA));
        scene.act(() -> sessions.confirm(scene.lea, view().getFirst().id()));
        take(Ics.request("suggested", 0, scene.in(72), Stage.CARL, Stage.LEA));

        var removal = scene.withdrawCalendar(scene.lea, 2);

        assertThat(view())
                .hasSize(2)
                .allSatisfy(session -> assertThat(session.followsCalendar()).isFalse());
        assertThat(told(SessionCancelled.class)).isEmpty();
        assertThat(told(RemovalReported.class)).singleElement().satisfies(report -> {
            assertThat(report.removal()).isEqualTo(removal);
            assertThat(report.scope()).isEqualTo(RemovalScope.PURPOSE);
            assertThat(report.counts())
                    .containsEntry("calendarMeetings", 2)
                    .containsEntry("suggestions", 1)
                    .containsEntry("sessionsUnbound", 2);
        });
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "CALENDAR")
    void reportsPurposesThatCarriedNothingHereToo(Purpose purpose) {
        take(Ics.request("confirmed", 0, scene.in(24), Stage.CARL, Stage.LEA));

        var removal = scene.withdraw(scene.lea, purpose, 2);

        assertThat(view()).hasSize(1);
        assertThat(told(RemovalReported.class)).singleElement().satisfies(report -> {
            assertThat(report.removal()).isEqualTo(removal);
            assertThat(report.counts()).isEmpty();
        });
    }

    @Test
    void reportsTheReportingLineAndTheLeavesOfWhoTakesPartNoLonger() {
        scene.reports(scene.lea, new PersonId(UUID.randomUUID()), 1);
        scene.change(scene.lea, LocalDate.parse("2030-02-01"), Aspect.LEAVE);

        scene.withdraw(scene.lea, Purpose.PROGRAMME, 2);

        assertThat(told(RemovalReported.class))
                .singleElement()
                .satisfies(report -> assertThat(report.counts()).isEqualTo(Map.of("reportingLines", 1, "leaves", 1)));
    }

    @Test
    void readsNothingMoreAfterAWithdrawal() {
        scene.withdrawCalendar(scene.lea, 2);

        take(Ics.request("later", 0, scene.in(24), Stage.CARL, Stage.LEA));

        assertThat(view()).isEmpty();
    }

    @Test
    void ignoresAPermissionOlderThanTheWithdrawal() {
        scene.withdrawCalendar(scene.lea, 3);
        scene.allowCalendar(scene.lea, 2);

        take(Ics.request("later", 0, scene.in(24), Stage.CARL, Stage.LEA));

        assertThat(view()).isEmpty();
    }

    @Test
    void readsAgainAfterANewPermission() {
        scene.withdrawCalendar(scene.lea, 2);
        scene.allowCalendar(scene.lea, 3);

        take(Ics.request("later", 0, scene.in(24), Stage.CARL, Stage.LEA));

        assertThat(view()).hasSize(1);
    }

    @Test
    void cancelsWhatIsToComeWhenTheEngagementEnds() {
        enter(24);
        enter(48);

        scene.end(scene.coaching, scene.carl);

        assertThat(told(SessionCancelled.class))
                .hasSize(2)
                .allSatisfy(cancelled -> assertThat(cancelled.late()).isFalse());
    }

    @Test
    void forgetsAPersonAndReportsIt() {
        enter(24);
        take(Ics.request("suggested", 0, scene.in(72), Stage.CARL, Stage.LEA));
        var standIn = UUID.randomUUID();

        scene.erase(scene.lea, standIn);

        assertThat(mentions(scene.lea)).isZero();
        assertThat(mentions(new PersonId(standIn))).isEqualTo(2);
        assertThat(told(SessionCancelled.class)).hasSize(1);
        assertThat(told(RemovalReported.class)).singleElement().satisfies(report -> {
            assertThat(report.scope()).isEqualTo(RemovalScope.PERSON);
            assertThat(report.counts()).containsEntry("engagements", 2).containsEntry("sessionsCancelled", 2);
        });
    }

    @Test
    void forgetsAPersonAlsoInWhatIsToldLate() {
        var standIn = UUID.randomUUID();
        scene.erase(scene.lea, standIn);

        scene.start(new EngagementId(UUID.randomUUID()), scene.carl, ProviderType.EXTERNAL, Track.COACHING);
        scene.allowCalendar(scene.lea, 9);

        assertThat(mentions(scene.lea)).isZero();
        assertThat(mentions(new PersonId(standIn))).isEqualTo(3);
    }

    private void take(String text) {
        scene.act(() -> calendar.take(text));
    }

    private void enter(int hours) {
        scene.act(() -> sessions.enter(scene.lea, scene.coaching, scene.in(hours), scene.in(hours + 1)));
    }

    private List<SessionView> view() {
        var views = new ArrayList<SessionView>();
        scene.act(() -> views.addAll(
                queries.sessions(scene.coaching, scene.lea, null, null, 200).items()));
        return views.stream()
                .filter(session -> session.state() != SessionState.CANCELLED)
                .toList();
    }

    private <E extends SessionEvent> List<E> told(Class<E> type) {
        return OutboxRows.events(scene.tenant, type);
    }

    /** In how many rows of engagements and permissions the person stands. */
    private int mentions(PersonId person) {
        try (var connection = AppDatabase.connect();
                var statement = connection.prepareStatement("""
                        select (select count(*) from engagements where tenant = ? and ? in (leader, provider))
                             + (select count(*) from calendar_permissions where tenant = ? and person = ?)
                        """)) {
            statement.setString(1, scene.tenant);
            statement.setObject(2, person.value());
            statement.setString(3, scene.tenant);
            statement.setObject(4, person.value());
            try (var rows = statement.executeQuery()) {
                rows.next();
                return rows.getInt(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
