package tandem.session.invitation;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tandem.runtime.mail.CalendarWriter;
import tandem.session.icalendar.CalendarLines;
import tandem.session.icalendar.ZoneLines;

/**
 * Writes our invitations, cancellations and refusals of another time (RFC 5546). Each side is the only attendee of its copy: nobody
 * learns an address from it. The title says nothing, because calendars are seen by others. A session by itself is in UTC; a series
 * keeps its local time, so its zone is defined with it.
 */
@ApplicationScoped
class InvitationWriter implements CalendarWriter {
    private static final String REQUEST = "REQUEST";
    private static final String CANCEL = "CANCEL";
    private static final String DECLINE_COUNTER = "DECLINECOUNTER";

    private static final Map<String, String> METHODS = Map.of(
            InvitationService.INVITED, REQUEST,
            InvitationService.SERIES_INVITED, REQUEST,
            InvitationService.SERIES_CHANGED, REQUEST,
            InvitationService.CANCELLED, CANCEL,
            InvitationService.SERIES_CANCELLED, CANCEL,
            InvitationService.NOT_WANTED, DECLINE_COUNTER);

    private final InvitationConfig config;

    InvitationWriter(InvitationConfig config) {
        this.config = config;
    }

    @Override
    public Set<String> templates() {
        return METHODS.keySet();
    }

    @Override
    public CalendarPart write(String template, Map<String, String> codes, String attendee) {
        var method = Objects.requireNonNull(METHODS.get(template), template);
        var occurrences = Occurrence.parse(code(codes, "occurrences"));
        var zone = codes.containsKey("zone") ? ZoneId.of(code(codes, "zone")) : null;
        var lines = new CalendarLines()
                .line("BEGIN", "VCALENDAR")
                .line("PRODID", "-//Tandem//Sessions//EN")
                .line("VERSION", "2.0")
                .line("METHOD", method);
        if (zone != null) {
            define(lines, zone, occurrences, Instant.parse(code(codes, "until")));
        }
        for (var occurrence : occurrences) {
            write(lines, method, codes, attendee, occurrence, zone);
        }
        return new CalendarPart(method, lines.line("END", "VCALENDAR").text());
    }

    private static void define(CalendarLines lines, ZoneId zone, List<Occurrence> occurrences, Instant until) {
        var from = occurrences.stream()
                .flatMap(Occurrence::times)
                .min(Instant::compareTo)
                .orElseThrow();
        ZoneLines.write(lines, zone, from, until);
    }

    private void write(
            CalendarLines lines,
            String method,
            Map<String, String> codes,
            String attendee,
            Occurrence occurrence,
            @Nullable ZoneId zone) {
        lines.line("BEGIN", "VEVENT")
                .line("UID", Uid.of(UUID.fromString(code(codes, "uid"))))
                .line("SEQUENCE", Long.toString(occurrence.sequence()))
                .line("DTSTAMP", Instant.parse(code(codes, "stamp")))
                .line("DTSTART", occurrence.startsAt(), zone)
                .line("DTEND", occurrence.endsAt(), zone);
        if (occurrence.original() != null) {
            lines.line("RECURRENCE-ID", occurrence.original(), zone);
        } else if (codes.containsKey("rule")) {
            lines.line("RRULE", code(codes, "rule"));
        }
        lines.line("SUMMARY", "Tandem session")
                .line("ORGANIZER;CN=Tandem", "mailto:" + config.organizer())
                .line(attendee(method, occurrence.answer()), "mailto:" + attendee)
                .line("X-TANDEM-ENGAGEMENT", code(codes, "engagement"));
        if (!method.equals(DECLINE_COUNTER)) { // that one is about a time, and says nothing of the meeting
            lines.line("STATUS", method.equals(CANCEL) ? "CANCELLED" : "CONFIRMED");
        }
        lines.line("END", "VEVENT");
    }

    private static String attendee(String method, String answer) {
        return method.equals(DECLINE_COUNTER)
                ? "ATTENDEE;ROLE=REQ-PARTICIPANT"
                : "ATTENDEE;ROLE=REQ-PARTICIPANT;PARTSTAT=" + answer + ";RSVP="
                        + (answer.equals(Occurrence.UNANSWERED) ? "TRUE" : "FALSE");
    }

    private static String code(Map<String, String> codes, String name) {
        return Objects.requireNonNull(codes.get(name), name);
    }
}
