package tandem.simulator.calendar;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tandem.simulator.world.DemoFile;

/**
 * The meetings of one engagement as its organiser's calendar program keeps them: a recurring event, its moved and cancelled
 * occurrences, and the messages the program sends about them. Local times stay what they are when daylight saving begins.
 */
public final class MeetingSeries {
    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss", Locale.ROOT);
    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Plan plan;
    private final String uid;
    private final Map<Integer, LocalDateTime> moved = new HashMap<>();
    private final TreeSet<Integer> cancelled = new TreeSet<>();
    private int sequence;

    /** Who meets, in which program, when. {@code engagement} is put into the event when the organiser's program can. */
    public record Plan(
            CalendarProgram program,
            UUID seed,
            Attendee organizer,
            Attendee attendee,
            @Nullable UUID engagement,
            ZoneId zone,
            Rhythm rhythm,
            LocalDate firstOn,
            LocalTime at,
            Duration length,
            int count) {}

    /** One side of the meeting, as calendars name people. */
    public record Attendee(String name, String address) {}

    /** How often. */
    public enum Rhythm {
        WEEKLY,
        FORTNIGHTLY,
        /** The same weekday of the same week of every month. */
        MONTHLY,
        ONCE
    }

    public MeetingSeries(Plan plan) {
        this.plan = plan;
        this.uid = plan.program().uid(plan.seed());
    }

    public String uid() {
        return uid;
    }

    public Attendee organizer() {
        return plan.organizer();
    }

    public int count() {
        return plan.count();
    }

    /** When an occurrence was first planned to start; its {@code RECURRENCE-ID}. */
    public LocalDateTime plannedStart(int occurrence) {
        var first = plan.firstOn();
        var day = switch (plan.rhythm()) {
            case WEEKLY, ONCE -> first.plusWeeks(occurrence);
            case FORTNIGHTLY -> first.plusWeeks(2L * occurrence);
            case MONTHLY ->
                first.withDayOfMonth(1)
                        .plusMonths(occurrence)
                        .with(TemporalAdjusters.dayOfWeekInMonth(weekOfMonth(first), first.getDayOfWeek()));
        };
        return day.atTime(plan.at());
    }

    /** When an occurrence starts now. */
    public Instant startsAt(int occurrence) {
        var local = moved.getOrDefault(occurrence, plannedStart(occurrence));
        return local.atZone(plan.zone()).toInstant();
    }

    public Instant endsAt(int occurrence) {
        return startsAt(occurrence).plus(plan.length());
    }

    /** The original start, as CloudEvents name an occurrence; null for a meeting that does not repeat. */
    public @Nullable Instant recurrenceId(int occurrence) {
        return plan.rhythm() == Rhythm.ONCE
                ? null
                : plannedStart(occurrence).atZone(plan.zone()).toInstant();
    }

    public boolean isCancelled(int occurrence) {
        return cancelled.contains(occurrence);
    }

    /** The invitation. */
    public String invitation(Instant now) {
        return render(plan.rhythm() == Rhythm.ONCE ? "single" : "series", 0, now);
    }

    /** Moves an occurrence and says so. */
    public String move(int occurrence, LocalDateTime to, Instant now) {
        moved.put(occurrence, to);
        sequence++;
        return render("moved", occurrence, now);
    }

    /** Cancels an occurrence and says so. */
    public String cancel(int occurrence, Instant now) {
        cancelled.add(occurrence);
        sequence++;
        return render("cancelled", occurrence, now);
    }

    private String render(String kind, int occurrence, Instant now) {
        var program = plan.program();
        var text = DemoFile.text(program.template(kind));
        for (var field : fields(occurrence, now).entrySet()) {
            text = text.replace("{{" + field.getKey() + "}}", field.getValue());
        }
        return program.wire(text);
    }

    private Map<String, String> fields(int occurrence, Instant now) {
        var program = plan.program();
        var start = moved.getOrDefault(occurrence, plannedStart(occurrence));
        var first = plannedStart(0);
        var fields = new HashMap<String, String>();
        fields.put("zone", DemoFile.text(program.zoneTemplate(plan.zone())).strip());
        fields.put("tzid", program.zoneName(plan.zone()));
        fields.put("uid", uid);
        fields.put("organizer", plan.organizer().address());
        fields.put("organizerName", plan.organizer().name());
        fields.put("attendee", plan.attendee().address());
        fields.put("attendeeName", plan.attendee().name());
        fields.put("summary", plan.engagement() == null ? "Catch-up" : "Tandem");
        fields.put("start", LOCAL.format(start));
        fields.put("end", LOCAL.format(start.plus(plan.length())));
        fields.put("seriesStart", LOCAL.format(first));
        fields.put("seriesEnd", LOCAL.format(first.plus(plan.length())));
        fields.put("recurrence", LOCAL.format(plannedStart(occurrence)));
        fields.put("frequency", plan.rhythm() == Rhythm.MONTHLY ? "MONTHLY" : "WEEKLY");
        fields.put("interval", plan.rhythm() == Rhythm.FORTNIGHTLY ? "2" : "1");
        fields.put("count", Integer.toString(plan.count()));
        fields.put("byday", ";BYDAY=" + byDay());
        fields.put("exdates", exdates());
        fields.put("sequence", Integer.toString(sequence));
        fields.put("stamp", UTC.format(now));
        fields.put("number", Long.toString(plan.seed().getMostSignificantBits() & 0xFFFFFF));
        fields.put("engagement", plan.engagement() == null ? "" : "X-TANDEM-ENGAGEMENT:" + plan.engagement() + "\n");
        return fields;
    }

    private String byDay() {
        var day = abbreviated(plan.firstOn().getDayOfWeek());
        return plan.rhythm() == Rhythm.MONTHLY ? weekOfMonth(plan.firstOn()) + day : day;
    }

    /** Only Thunderbird takes a cancelled occurrence out of its series; the others send a CANCEL and leave the series as it was. */
    private String exdates() {
        if (plan.program() != CalendarProgram.NEXTCLOUD) {
            return "";
        }
        List<String> lines = new ArrayList<>();
        for (var occurrence : cancelled) {
            lines.add("EXDATE;TZID=" + plan.zone().getId() + ":" + LOCAL.format(plannedStart(occurrence)) + "\n");
        }
        return String.join("", lines);
    }

    private static int weekOfMonth(LocalDate day) {
        return (day.getDayOfMonth() - 1) / 7 + 1;
    }

    private static String abbreviated(DayOfWeek day) {
        return day.name().substring(0, 2);
    }
}
