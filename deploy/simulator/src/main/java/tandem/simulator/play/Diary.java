package tandem.simulator.play;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import tandem.events.Track;
import tandem.events.input.CalendarInput;
import tandem.simulator.calendar.MeetingSeries;
import tandem.simulator.calendar.MeetingSeries.Rhythm;
import tandem.simulator.client.InboundEvent;
import tandem.simulator.client.Parallel;
import tandem.simulator.client.StepFailed;

/** Everybody's meetings: invitations, moves and cancellations as calendar programs send them, and who says what about attendance. */
final class Diary {
    private static final Duration HOUR = Duration.ofHours(1);

    private final Company company;
    private final Timeline timeline;
    private final Draw draw;
    private final String source;

    Diary(Company company, Timeline timeline, Draw draw) {
        this.company = company;
        this.timeline = timeline;
        this.draw = draw;
        this.source = "/meetings/" + company.tenant();
    }

    /** The series of an engagement that has just begun, planned and sent. */
    void invite(Company.Engagement engagement, int day) {
        var random = draw.about(
                "invite", engagement.leader().email(), engagement.term().track());
        var rhythm = rhythm(engagement.term().cadenceDays());
        var first = workday(timeline.day(day).plusDays(1L + random.nextInt(random.nextInt(8) == 0 ? 9 : 5)));
        var count = rhythm == Rhythm.MONTHLY ? 5 : 12;
        var meeting = meeting(engagement, rhythm, first, count);
        engagement.meetings().add(meeting);
        send(engagement, meeting, timeline.instant(day));
    }

    /** Towards the end of a coaching engagement the coach plans the closing talk, in no calendar that Tandem reads. */
    void planClosingTalks(int day) {
        for (var engagement : company.engagements()) {
            var term = engagement.term();
            var on = timeline.day(day).plusDays(2);
            var isRunning = engagement.meetings().stream().noneMatch(Meeting::isOver);
            if (term.track() == Track.COACHING && isRunning && on.isBefore(term.plannedEndOn())) {
                planByHand(engagement, on, "closing");
            }
        }
    }

    /** Twice more in the month by which an engagement was renewed: three and one weeks before its new last day. */
    void goOn(Company.Engagement engagement, LocalDate lastDay) {
        planByHand(engagement, workday(lastDay.minusWeeks(3)), "renewed");
        planByHand(engagement, workday(lastDay.minusWeeks(1)), "renewed again");
    }

    private void planByHand(Company.Engagement engagement, LocalDate on, String what) {
        var provider = engagement.provider();
        var plan = new MeetingSeries.Plan(
                provider.program(),
                draw.id(what, engagement.leader().email()),
                provider.attendee(),
                engagement.leader().attendee(),
                engagement.id(),
                ZoneOffset.UTC,
                Rhythm.ONCE,
                on,
                LocalTime.of(9, 30),
                HOUR,
                1);
        engagement.meetings().add(Meeting.entered(engagement.id(), new MeetingSeries(plan)));
        company.tallies().add(Count.SESSIONS_PLANNED);
    }

    private Meeting meeting(Company.Engagement engagement, Rhythm rhythm, LocalDate first, int most) {
        var leader = engagement.leader();
        // not the provider: among equals chance decides whom Tandem ranks first, and a seed must play the same pilot
        // again
        var topic = leader.email() + engagement.term().track() + first;
        var random = draw.about("meeting", topic);
        var organizer = random.nextBoolean() ? leader : engagement.provider();
        var attendee = organizer.equals(leader) ? engagement.provider() : leader;
        var named = random.nextInt(4) > 0;
        var plan = new MeetingSeries.Plan(
                organizer.program(),
                draw.id("uid", topic),
                organizer.attendee(),
                attendee.attendee(),
                named ? engagement.id() : null,
                organizer.zone(),
                rhythm,
                first,
                hour(organizer.zone()),
                HOUR,
                most);
        var count = count(new MeetingSeries(plan), engagement.term());
        var fates = new ArrayList<Fate>();
        var moves = new ArrayList<Boolean>();
        for (var occurrence = 0; occurrence < count; occurrence++) {
            var about = draw.about("fate", topic, occurrence);
            fates.add(Fate.draw(about, leader.reliability(), occurrence == 0));
            moves.add(about.nextInt(14) == 0);
        }
        company.tallies().add(Count.SESSIONS_PLANNED, count);
        return new Meeting(engagement.id(), new MeetingSeries(withCount(plan, count)), fates, moves);
    }

    /** As many occurrences as lie in the engagement's term and in the programme. */
    private int count(MeetingSeries series, Company.Term term) {
        var last = term.plannedEndOn().isBefore(timeline.end()) ? term.plannedEndOn() : timeline.end();
        var count = 0;
        while (count < series.count()
                && series.plannedStart(count).toLocalDate().isBefore(last)) {
            count++;
        }
        return count;
    }

    private static MeetingSeries.Plan withCount(MeetingSeries.Plan plan, int count) {
        return new MeetingSeries.Plan(
                plan.program(),
                plan.seed(),
                plan.organizer(),
                plan.attendee(),
                plan.engagement(),
                plan.zone(),
                plan.rhythm(),
                plan.firstOn(),
                plan.at(),
                plan.length(),
                count);
    }

    /** The organiser's calendar has it; sometimes the other side's is read too and shows the same. */
    private void send(Company.Engagement engagement, Meeting meeting, Instant now) {
        var invitation = meeting.series().invitation(now);
        deliver(meeting, invitation);
        if (draw.about("both calendars", meeting.series().uid()).nextInt(4) == 0) {
            var organizer = meeting.series().organizer();
            var other = engagement.leader().attendee().equals(organizer) ? engagement.provider() : engagement.leader();
            company.cast().calendars().deliver(other.email(), invitation);
        }
        confirmSuggested(engagement);
        company.tallies().add(Count.SERIES);
    }

    /** What looked like a session is one: the leader says so of the first, and with it of the series. */
    private static void confirmSuggested(Company.Engagement engagement) {
        var seat = engagement.leader().seat();
        seat.sessions(engagement.id()).stream()
                .filter(session -> state(session).equals("SUGGESTED"))
                .findFirst()
                .ifPresent(session -> seat.confirm(id(session)));
    }

    /** The changes of a day, before its meetings. */
    void change(int day) {
        var today = timeline.day(day);
        var now = timeline.instant(day);
        Parallel.each(company.meetings(), meeting -> {
            for (var occurrence : meeting.movedOn(today)) {
                deliver(meeting, meeting.move(occurrence, now));
                company.tallies().add(Count.MOVED);
            }
            for (var occurrence : meeting.cancelledOn(today)) {
                deliver(meeting, meeting.series().cancel(occurrence, now));
                var late = meeting.fate(occurrence) == Fate.CANCELLED_LATE;
                company.tallies().add(late ? Count.CANCELLED_LATE : Count.CANCELLED_IN_TIME);
            }
            if (meeting.isEntered()) {
                meeting.heldOn(today).forEach(occurrence -> enter(meeting, occurrence));
            }
        });
    }

    /** Who was there the day before. */
    void evidence(int day) {
        var yesterday = timeline.day(day - 1);
        Parallel.each(company.engagements(), engagement -> {
            for (var meeting : engagement.meetings()) {
                for (var occurrence : meeting.heldOn(yesterday)) {
                    evidence(engagement, meeting, occurrence, timeline.instant(day));
                }
            }
        });
    }

    private void enter(Meeting meeting, int occurrence) {
        var series = meeting.series();
        engagement(meeting)
                .leader()
                .seat()
                .meet(meeting.engagement(), series.startsAt(occurrence), series.endsAt(occurrence));
        company.tallies().add(Count.ENTERED_BY_HAND);
    }

    private void evidence(Company.Engagement engagement, Meeting meeting, int occurrence, Instant now) {
        var fate = meeting.fate(occurrence);
        var leader = engagement.leader().seat();
        var provider = engagement.provider().seat();
        switch (fate) {
            case HELD_BOTH -> {
                var session = session(engagement, meeting, occurrence);
                leader.attend(session, true);
                provider.attend(session, true);
            }
            case HELD_LEADER -> leader.attend(session(engagement, meeting, occurrence), true);
            case HELD_PROVIDER -> provider.attend(session(engagement, meeting, occurrence), true);
            case NO_SHOW -> {
                var session = session(engagement, meeting, occurrence);
                leader.attend(session, false);
                provider.attend(session, true);
            }
            case HELD_PLATFORM -> report(engagement, meeting, occurrence, true, now);
            case NO_SHOW_PLATFORM -> report(engagement, meeting, occurrence, false, now);
            case CANCELLED, CANCELLED_LATE -> throw new IllegalStateException("A cancelled meeting has no attendance");
        }
        company.tallies().add(fate.isNoShow() ? Count.NO_SHOWS : Count.MET);
    }

    private void report(
            Company.Engagement engagement, Meeting meeting, int occurrence, boolean leaderCame, Instant now) {
        company.cast().calendarStream().stream(List.of(
                attendance(meeting, occurrence, engagement.leader(), leaderCame, now),
                attendance(meeting, occurrence, engagement.provider(), true, now)));
        company.tallies().add(Count.PLATFORM_REPORTS, 2);
    }

    private InboundEvent attendance(Meeting meeting, int occurrence, Human who, boolean came, Instant now) {
        var series = meeting.series();
        return new InboundEvent(
                source,
                series.uid() + "-" + occurrence + "-" + who.email(),
                now,
                new CalendarInput.AttendanceReported(
                        series.uid(),
                        series.recurrenceId(occurrence),
                        who.email(),
                        came,
                        came ? series.startsAt(occurrence) : null,
                        came ? series.endsAt(occurrence) : null));
    }

    private static UUID session(Company.Engagement engagement, Meeting meeting, int occurrence) {
        var starts = meeting.series().startsAt(occurrence);
        var sessions = engagement.leader().seat().sessions(engagement.id());
        return sessions.stream()
                .filter(session ->
                        Instant.parse(session.path("startsAt").asText()).equals(starts))
                .filter(session -> !state(session).startsWith("CANCELLED"))
                .findFirst()
                .map(Diary::id)
                .orElseThrow(() -> new StepFailed(
                        "No session of engagement %s starts at %s: %s".formatted(engagement.id(), starts, sessions)));
    }

    private void deliver(Meeting meeting, String message) {
        var outcomes =
                company.cast().calendars().deliver(meeting.series().organizer().address(), message);
        for (var outcome : outcomes) {
            if (outcome.toString().toUpperCase(Locale.ROOT).contains("DROPPED")) {
                throw new StepFailed("A calendar message was dropped: " + outcomes + "\n" + message);
            }
        }
    }

    private Company.Engagement engagement(Meeting meeting) {
        return company.engagements().stream()
                .filter(engagement -> engagement.id().equals(meeting.engagement()))
                .findFirst()
                .orElseThrow();
    }

    static String state(JsonNode session) {
        return session.path("state").asText();
    }

    private static UUID id(JsonNode session) {
        return UUID.fromString(session.path("id").asText());
    }

    private static Rhythm rhythm(int cadenceDays) {
        return cadenceDays <= 7 ? Rhythm.WEEKLY : cadenceDays <= 14 ? Rhythm.FORTNIGHTLY : Rhythm.MONTHLY;
    }

    private static LocalDate workday(LocalDate day) {
        var moved = day.getDayOfWeek() == DayOfWeek.SATURDAY
                ? day.plusDays(2)
                : day.getDayOfWeek() == DayOfWeek.SUNDAY ? day.plusDays(1) : day;
        // the fifth week of a month does not repeat every month
        return moved.getDayOfMonth() > 28 ? workday(moved.plusDays(7)) : moved;
    }

    /** In the afternoon of Europe, whoever organises. */
    private static LocalTime hour(ZoneId zone) {
        return switch (zone.getId()) {
            case "America/New_York" -> LocalTime.of(9, 0);
            case "Asia/Kolkata" -> LocalTime.of(17, 0);
            default -> LocalTime.of(14, 0);
        };
    }
}
