package tandem.session.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tandem.events.EngagementId;
import tandem.events.EvidenceTier;
import tandem.events.Party;
import tandem.events.PersonId;
import tandem.events.SessionEvent;
import tandem.events.SessionEvent.AttendanceEvidenced;
import tandem.events.SessionEvent.SessionCancelled;
import tandem.events.SessionEvent.SessionMoved;
import tandem.events.SessionEvent.SessionScheduled;
import tandem.events.SessionId;
import tandem.session.FakeDirectory;
import tandem.session.Fixtures;
import tandem.session.Ics;
import tandem.session.Stage;
import tandem.session.calendar.CalendarOutcome.Result;
import tandem.session.session.MeetingService.Changes;
import tandem.session.session.SessionQueries;
import tandem.session.session.SessionQueries.SessionView;
import tandem.session.session.SessionService;
import tandem.session.session.SessionState;
import tandem.testing.AppDatabase;
import tandem.testing.OutboxRows;
import tandem.testing.ProgrammeTimes;
import tandem.testing.RealParts;

@QuarkusTest
@WithTestResource(RealParts.class)
@WithTestResource(FakeDirectory.class)
class CalendarServiceTest {
    private static final String UID = "weekly-with-carl@example.org";

    @Inject
    Stage stage;

    @Inject
    CalendarService calendar;

    @Inject
    SessionService sessions;

    @Inject
    SessionQueries queries;

    private Stage.Scene scene;

    @BeforeEach
    void open() {
        scene = stage.open();
    }

    @AfterEach
    void answerAgain() {
        FakeDirectory.down(false);
    }

    @Test
    void suggestsAMeetingOfTheTwoSidesAndTellsNobody() {
        assertThat(take(Ics.weekly(UID, 0, scene.in(24), 3, Stage.CARL, Stage.LEA)))
                .singleElement()
                .satisfies(outcome -> assertThat(outcome.result()).isEqualTo(Result.SUGGESTED));

        assertThat(view())
                .extracting(SessionView::state)
                .containsOnly(SessionState.SUGGESTED)
                .hasSize(3);
        assertThat(told(SessionEvent.class)).isEmpty();
    }

    @Test
    void schedulesTheWholeSeriesOnceOneSideConfirms() {
        take(Ics.weekly(UID, 0, scene.in(24), 3, Stage.CARL, Stage.LEA));

        confirm(scene.lea);

        assertThat(told(SessionScheduled.class)).hasSize(3);
        assertThat(told(SessionScheduled.class))
                .allSatisfy(session -> assertThat(session.engagement()).isEqualTo(scene.coaching));
    }

    @Test
    void tellsThatTheOrganiserAcceptedByInviting() {
        take(Ics.request(UID, 0, scene.in(24), Stage.CARL, Stage.LEA));

        confirm(scene.carl);

        assertThat(told(AttendanceEvidenced.class)).singleElement().satisfies(evidence -> {
            assertThat(evidence.party()).isEqualTo(Party.PROVIDER);
            assertThat(evidence.evidence()).isEqualTo(EvidenceTier.ACCEPTED);
        });
    }

    @Test
    void followsAMovedOccurrenceAsOneSession() {
        var start = scene.in(24);
        take(Ics.weekly(UID, 0, start, 3, Stage.CARL, Stage.LEA));
        confirm(scene.lea);

        var outcome = take(Ics.moved(UID, 1, start, start.plusSeconds(7_200), Stage.CARL, Stage.LEA));

        assertThat(outcome.getFirst().result()).isEqualTo(Result.MOVED);
        assertThat(told(SessionMoved.class))
                .singleElement()
                .satisfies(moved -> assertThat(moved.startsAt()).isEqualTo(start.plusSeconds(7_200)));
        assertThat(view()).hasSize(3);
    }

    @Test
    void ignoresAnOlderMessage() {
        take(Ics.request(UID, 3, scene.in(48), Stage.CARL, Stage.LEA));

        var outcome = take(Ics.request(UID, 2, scene.in(24), Stage.CARL, Stage.LEA));

        assertThat(outcome.getFirst().result()).isEqualTo(Result.UNCHANGED);
        assertThat(view()).extracting(SessionView::startsAt).containsExactly(scene.in(48));
    }

    @Test
    void tellsALateCancellationByTheNoticeOfThePolicy() {
        scene.publish(1, 48, EvidenceTier.ONE_SIDE);
        var start = scene.in(30);
        take(Ics.weekly(UID, 0, start, 2, Stage.CARL, Stage.LEA));
        confirm(scene.lea);

        take(Ics.cancelled(UID, 1, start, Stage.CARL, Stage.LEA));
        take(Ics.cancelled(UID, 1, start.plus(Duration.ofDays(7)), Stage.CARL, Stage.LEA));

        assertThat(told(SessionCancelled.class))
                .extracting(SessionCancelled::late)
                .containsExactly(true, false);
    }

    @Test
    void cancelsWhatIsToComeOfACancelledSeries() {
        take(Ics.weekly(UID, 0, scene.in(24), 3, Stage.CARL, Stage.LEA));
        confirm(scene.lea);

        take(Ics.cancelled(UID, 1, Stage.CARL, Stage.LEA));

        assertThat(told(SessionCancelled.class)).hasSize(3);
    }

    @Test
    void leavesNothingOfASuggestionThatWasCancelled() {
        take(Ics.request(UID, 0, scene.in(24), Stage.CARL, Stage.LEA));

        take(Ics.cancelled(UID, 1, Stage.CARL, Stage.LEA));

        assertThat(view()).isEmpty();
        assertThat(told(SessionEvent.class)).isEmpty();
    }

    @Test
    void dropsWhatIsNobodysBusinessAndKeepsNothingOfIt() {
        var outcome = take(Ics.request(UID, 0, scene.in(24), "someone.else@example.com", Stage.LEA));

        assertThat(outcome.getFirst().reason()).isEqualTo("participant-unknown");
        assertThat(rows("meetings")).isZero();
        assertThat(rows("sessions")).isZero();
    }

    @Test
    void takesWhatNamesTheEngagementWithoutAsking() {
        var text = Ics.request(UID, 0, scene.in(24), "assistant@example.com", Stage.LEA)
                .replace("SEQUENCE", "X-TANDEM-ENGAGEMENT:" + scene.coaching + "\r\nSEQUENCE");

        assertThat(take(text).getFirst().result()).isEqualTo(Result.CREATED);
        assertThat(told(SessionScheduled.class)).hasSize(1);
    }

    @Test
    void readsWhatOutlookSends() {
        var outcomes = take(Fixtures.ics("outlook-series"));
        take(Fixtures.ics("outlook-moved-occurrence"));
        take(Fixtures.ics("outlook-cancelled-occurrence"));

        assertThat(outcomes.getFirst().result()).isEqualTo(Result.SUGGESTED);
        assertThat(view(scene.mona, scene.mentoring))
                .extracting(session -> session.startsAt().toString())
                .containsExactly(
                        "2030-01-08T09:00:00Z",
                        "2030-01-24T13:30:00Z",
                        "2030-02-05T09:00:00Z",
                        "2030-03-19T09:00:00Z",
                        "2030-04-02T08:00:00Z",
                        "2030-04-16T08:00:00Z",
                        "2030-04-30T08:00:00Z");
    }

    @Test
    void readsWhatGoogleAppleNextcloudAndThunderbirdSend() {
        assertThat(take(Fixtures.ics("google-export")))
                .extracting(CalendarOutcome::result)
                .containsExactly(Result.SUGGESTED, Result.MOVED, Result.DROPPED, Result.DROPPED);
        assertThat(take(Fixtures.ics("apple-series")))
                .extracting(CalendarOutcome::result)
                .containsExactly(Result.SUGGESTED, Result.MOVED);
        assertThat(take(Fixtures.ics("nextcloud-series-with-rdate")))
                .extracting(CalendarOutcome::sessions)
                .containsExactly(new Changes(0, 4, 0, 0));
        assertThat(take(Fixtures.ics("thunderbird-single")).getFirst().result()).isEqualTo(Result.SUGGESTED);
    }

    @Test
    void readsAReplyAsAnAcceptanceOfEveryOccurrence() {
        take(Fixtures.ics("google-series-across-dst"));
        confirm(scene.carl);
        var before = told(AttendanceEvidenced.class).size();

        take(Fixtures.ics("google-reply"));

        assertThat(told(AttendanceEvidenced.class).subList(before, before + 4))
                .allSatisfy(evidence -> assertThat(evidence.party()).isEqualTo(Party.LEADER));
    }

    @Test
    void cancelsWhatAnAttendeeDeclinesAndPutsItBackWhenTheyComeAfterAll() {
        var start = scene.in(48);
        take(Ics.request(UID, 0, start, Stage.CARL, Stage.LEA));
        confirm(scene.carl);

        var declined = take(Ics.later(Ics.reply(UID, 0, start, Stage.CARL, Stage.LEA, "DECLINED"), 60));
        assertThat(declined.getFirst().result()).isEqualTo(Result.CANCELLED);
        assertThat(view()).isEmpty();

        take(Ics.later(Ics.reply(UID, 0, start, Stage.CARL, Stage.LEA, "ACCEPTED"), 120));
        take(Ics.later(Ics.reply(UID, 0, start, Stage.CARL, Stage.LEA, "DECLINED"), 60));

        assertThat(view())
                .singleElement()
                .satisfies(session -> assertThat(session.state()).isEqualTo(SessionState.SCHEDULED));
        assertThat(told(SessionCancelled.class))
                .singleElement()
                .satisfies(cancelled -> assertThat(cancelled.late()).isFalse());
        assertThat(told(SessionScheduled.class)).hasSize(2);
        assertThat(told(AttendanceEvidenced.class))
                .filteredOn(evidence -> evidence.party() == Party.LEADER)
                .hasSize(1);
    }

    @Test
    void asksAnewWhenWhatWasDeclinedIsMoved() {
        var start = scene.in(48);
        take(Ics.request(UID, 0, start, Stage.CARL, Stage.LEA));
        confirm(scene.carl);
        take(Ics.later(Ics.reply(UID, 0, start, Stage.CARL, Stage.LEA, "DECLINED"), 60));

        take(Ics.later(Ics.request(UID, 1, scene.in(72), Stage.CARL, Stage.LEA), 120));

        assertThat(view()).extracting(SessionView::startsAt).containsExactly(scene.in(72));
    }

    @Test
    void takesNoTentativeAnswerForAnAcceptance() {
        var start = scene.in(48);
        take(Ics.request(UID, 0, start, Stage.CARL, Stage.LEA));
        confirm(scene.carl);

        assertThat(take(Ics.reply(UID, 0, start, Stage.CARL, Stage.LEA, "TENTATIVE"))
                        .getFirst()
                        .result())
                .isEqualTo(Result.ANSWERED);

        assertThat(told(AttendanceEvidenced.class))
                .allSatisfy(evidence -> assertThat(evidence.party()).isEqualTo(Party.PROVIDER));
    }

    @Test
    void letsNobodyButTheOrganiserMoveOrCancel() {
        take(Ics.request(UID, 0, scene.in(48), Stage.CARL, Stage.LEA));

        assertThat(take(Ics.request(UID, 1, scene.in(72), Stage.LEA, Stage.CARL))
                        .getFirst()
                        .reason())
                .isEqualTo("not-from-organiser");
        assertThat(take(Ics.cancelled(UID, 1, Stage.LEA, Stage.CARL)).getFirst().reason())
                .isEqualTo("not-from-organiser");

        assertThat(view()).extracting(SessionView::startsAt).containsExactly(scene.in(48));
    }

    @Test
    void letsNobodyButAnAttendeeAnswer() {
        var start = scene.in(48);
        take(Ics.request(UID, 0, start, Stage.CARL, Stage.LEA));

        assertThat(take(Ics.reply(UID, 0, start, Stage.CARL, Stage.MONA, "DECLINED"))
                        .getFirst()
                        .reason())
                .isEqualTo("not-from-attendee");
        assertThat(view()).hasSize(1);
    }

    @Test
    void changesNothingForAProposalToAMeetingSomebodyElseOrganises() {
        var start = scene.in(48);
        take(Ics.request(UID, 0, start, Stage.CARL, Stage.LEA));

        take(Ics.counter(UID, 0, scene.in(96), Stage.CARL, Stage.LEA));

        assertThat(view()).extracting(SessionView::startsAt).containsExactly(start);
    }

    @Test
    void goesOnWhenSomebodyElseIsDisinvited() {
        var named = "X-TANDEM-ENGAGEMENT:" + scene.coaching + "\r\nSEQUENCE";
        take(Ics.request(UID, 0, scene.in(48), Stage.CARL, Stage.LEA).replace("SEQUENCE", named));
        var disinvited = Ics.cancelled(UID, 1, Stage.CARL, "note.taker@example.com")
                .replace("STATUS:CANCELLED\r\n", "")
                .replace("STATUS:CANCELLED\n", "");

        take(disinvited);
        assertThat(view()).hasSize(1);

        take(disinvited.replace("note.taker@example.com", Stage.LEA));
        assertThat(view()).isEmpty();
    }

    @Test
    void readsFloatingTimesWhereTheOwnerIs() {
        scene.act(() -> calendar.take(Fixtures.ics("apple-floating"), Stage.LEA));

        assertThat(view()).extracting(SessionView::startsAt).containsExactly(Instant.parse("2030-01-15T09:00:00Z"));
    }

    @Test
    void parksEncryptedWhatItCannotDecideAndDecidesLater() {
        FakeDirectory.down(true);
        var outcome = take(Ics.request(UID, 0, scene.in(24), Stage.CARL, Stage.LEA));
        assertThat(outcome.getFirst().result()).isEqualTo(Result.PARKED);
        assertThat(rows("parked_inputs")).isEqualTo(1);
        assertThat(parkedText()).doesNotContain(Stage.LEA, "BEGIN:VCALENDAR", UID);
        ProgrammeTimes.moveTo(scene.now().plusSeconds(60));
        assertThat(rows("parked_inputs")).isEqualTo(1);

        FakeDirectory.down(false);
        ProgrammeTimes.moveTo(scene.now().plusSeconds(60));

        assertThat(rows("parked_inputs")).isZero();
        assertThat(view()).hasSize(1);
    }

    @Test
    void asksTheDirectoryOnceForAnAddress() {
        FakeDirectory.asked();
        take(Ics.request(UID, 0, scene.in(24), Stage.CARL, Stage.LEA));
        take(Ics.request("other", 0, scene.in(48), Stage.CARL, Stage.LEA));

        assertThat(FakeDirectory.asked()).isEqualTo(2);
    }

    @Test
    void identifiesNobodyInAMeetingOfMany() {
        FakeDirectory.asked();
        var text = Ics.request(UID, 0, scene.in(24), Stage.CARL, Stage.LEA)
                .replace("SUMMARY", "ATTENDEE:mailto:third@example.com\r\nSUMMARY");

        assertThat(take(text).getFirst().reason()).isEqualTo("not-two-participants");
        assertThat(FakeDirectory.asked()).isZero();
    }

    /** Every order of four messages of one UID, each sent twice, ends in the same sessions. */
    @Test
    void endsInTheSameSessionsInWhateverOrderMessagesArrive() {
        var start = scene.in(24);
        var second = start.plus(Duration.ofDays(7));
        var messages = List.of(
                Ics.weekly(UID, 0, start, 3, Stage.CARL, Stage.LEA),
                Ics.weekly(UID, 1, start, 4, Stage.CARL, Stage.LEA),
                Ics.moved(UID, 1, second, second.plusSeconds(3_600), Stage.CARL, Stage.LEA),
                Ics.cancelled(UID, 2, start, Stage.CARL, Stage.LEA));
        var expected =
                List.of(second.plusSeconds(3_600), start.plus(Duration.ofDays(14)), start.plus(Duration.ofDays(21)));

        for (var order : permutations(messages)) {
            scene = stage.open();
            order.forEach(this::take);
            order.forEach(this::take);
            assertThat(view()).extracting(SessionView::startsAt).isEqualTo(expected);
        }
    }

    private List<CalendarOutcome> take(String text) {
        var outcomes = new ArrayList<CalendarOutcome>();
        scene.act(() -> outcomes.addAll(calendar.take(text, null)));
        return outcomes;
    }

    private void confirm(PersonId by) {
        SessionId session = view().getFirst().id();
        scene.act(() -> sessions.confirm(by, session));
    }

    private List<SessionView> view() {
        return view(scene.lea, scene.coaching);
    }

    private List<SessionView> view(PersonId side, EngagementId engagement) {
        var views = new ArrayList<SessionView>();
        scene.act(() ->
                views.addAll(queries.sessions(engagement, side, null, null, 200).items()));
        return views.stream()
                .filter(session -> session.state() != SessionState.CANCELLED)
                .sorted(Comparator.comparing(SessionView::startsAt))
                .toList();
    }

    private <E extends SessionEvent> List<E> told(Class<E> type) {
        return OutboxRows.events(scene.tenant, type);
    }

    private int rows(String table) {
        return Integer.parseInt(ask("select count(*) from " + table + " where tenant = ?"));
    }

    private String parkedText() {
        return ask("select encode(content, 'escape') from parked_inputs where tenant = ?");
    }

    private String ask(String sql) {
        try (var connection = AppDatabase.connect();
                var statement = connection.prepareStatement(sql)) {
            statement.setString(1, scene.tenant);
            try (var rows = statement.executeQuery()) {
                rows.next();
                return rows.getString(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<List<String>> permutations(List<String> items) {
        if (items.isEmpty()) {
            return List.of(List.of());
        }
        var all = new ArrayList<List<String>>();
        for (var first : items) {
            var rest = new ArrayList<>(items);
            rest.remove(first);
            for (var tail : permutations(rest)) {
                var order = new ArrayList<String>();
                order.add(first);
                order.addAll(tail);
                all.add(order);
            }
        }
        return all;
    }
}
