package tandem.testing.app;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Set;
import tandem.runtime.mail.CalendarWriter;

/** A calendar part as short as can be. */
@ApplicationScoped
public class AppointmentWriter implements CalendarWriter {

    @Override
    public Set<String> templates() {
        return Set.of("appointment");
    }

    @Override
    public CalendarPart write(String template, Map<String, String> codes, String attendee) {
        return new CalendarPart(
                "REQUEST", "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nX-FOR:" + attendee + "\r\nEND:VCALENDAR\r\n");
    }
}
