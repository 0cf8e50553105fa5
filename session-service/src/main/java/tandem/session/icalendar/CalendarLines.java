package tandem.session.icalendar;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes content lines (RFC 5545, 3.1): folded at 75 octets, ended by CRLF. What it is given has no line breaks. */
public final class CalendarLines {
    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final int LONGEST = 75;

    private final StringBuilder text = new StringBuilder();

    /** One line; a name may have parameters. */
    public CalendarLines line(String name, String value) {
        var length = 0;
        for (var c : (name + ":" + value).codePoints().toArray()) {
            if (c < ' ') {
                throw new IllegalArgumentException(name + " has control characters");
            }
            var one = Character.toString(c);
            var octets = one.getBytes(StandardCharsets.UTF_8).length;
            if (length + octets > LONGEST) {
                text.append("\r\n ");
                length = 1;
            }
            text.append(one);
            length += octets;
        }
        text.append("\r\n");
        return this;
    }

    /** A time in UTC. */
    public CalendarLines line(String name, Instant time) {
        return line(name, UTC.format(time));
    }

    /** A local time, as it stands. */
    public CalendarLines line(String name, LocalDateTime time) {
        return line(name, Moment.LOCAL.format(time));
    }

    /** A time as the clocks of the zone show it, which the text has to define; in UTC where there is none. */
    public CalendarLines line(String name, Instant time, @Nullable ZoneId zone) {
        return zone == null
                ? line(name, time)
                : line(name + ";TZID=" + zone.getId(), LocalDateTime.ofInstant(time, zone));
    }

    public String text() {
        return text.toString();
    }
}
