package tandem.session.invitation;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import tandem.runtime.mail.CalendarWriter;
import tandem.session.icalendar.CalendarLines;

/**
 * Writes our invitations and cancellations (RFC 5546). Each side is the only attendee of its copy: nobody learns an address from it.
 * The title says nothing, because calendars are seen by others. Times are in UTC, so no time zone has to be defined.
 */
@ApplicationScoped
class InvitationWriter implements CalendarWriter {

    private final InvitationConfig config;

    InvitationWriter(InvitationConfig config) {
        this.config = config;
    }

    @Override
    public Set<String> templates() {
        return Set.of(InvitationService.INVITED, InvitationService.CANCELLED);
    }

    @Override
    public CalendarPart write(String template, Map<String, String> codes, String attendee) {
        var off = template.equals(InvitationService.CANCELLED);
        var method = off ? "CANCEL" : "REQUEST";
        var answer = code(codes, "answer");
        var lines = new CalendarLines()
                .line("BEGIN", "VCALENDAR")
                .line("PRODID", "-//Tandem//Sessions//EN")
                .line("VERSION", "2.0")
                .line("METHOD", method)
                .line("BEGIN", "VEVENT")
                .line("UID", code(codes, "session") + "@tandem")
                .line("SEQUENCE", code(codes, "sequence"))
                .line("DTSTAMP", Instant.parse(code(codes, "stamp")))
                .line("DTSTART", Instant.parse(code(codes, "startsAt")))
                .line("DTEND", Instant.parse(code(codes, "endsAt")))
                .line("SUMMARY", "Tandem session")
                .line("ORGANIZER;CN=Tandem", "mailto:" + config.organizer())
                .line(
                        "ATTENDEE;ROLE=REQ-PARTICIPANT;PARTSTAT=" + answer + ";RSVP="
                                + (answer.equals("NEEDS-ACTION") ? "TRUE" : "FALSE"),
                        "mailto:" + attendee)
                .line("STATUS", off ? "CANCELLED" : "CONFIRMED")
                .line("X-TANDEM-ENGAGEMENT", code(codes, "engagement"))
                .line("END", "VEVENT")
                .line("END", "VCALENDAR");
        return new CalendarPart(method, lines.text());
    }

    private static String code(Map<String, String> codes, String name) {
        return Objects.requireNonNull(codes.get(name), name);
    }
}
