package tandem.testing.app;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Map;
import tandem.runtime.mail.CalendarWriter;

/** A calendar part as short as can be. */
@ApplicationScoped
public class AppointmentWriter implements CalendarWriter {

    @Override
    public String template() {
        return "appointment";
    }

    @Override
    public CalendarPart write(Map<String, String> codes, String attendee, Instant queuedAt) {
        return new CalendarPart(
                "REQUEST", "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nX-FOR:" + attendee + "\r\nEND:VCALENDAR\r\n");
    }
}
