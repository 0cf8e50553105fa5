package tandem.simulator.calendar;

import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.Locale;
import java.util.UUID;

/** The calendar programs people of the demo use; each has its own templates, zone names, identifiers and way of folding lines. */
public enum CalendarProgram {
    OUTLOOK("\t"),
    GOOGLE(" "),
    APPLE(" "),
    NEXTCLOUD(" ");

    private final String fold;

    CalendarProgram(String fold) {
        this.fold = fold;
    }

    String template(String kind) {
        return "calendars/" + name().toLowerCase(Locale.ROOT) + "/" + kind + ".ics";
    }

    String zoneTemplate(ZoneId zone) {
        return "calendars/zones/" + zone.getId().replace('/', '-') + (this == OUTLOOK ? ".windows" : "") + ".ics";
    }

    /** Outlook speaks Windows zone names, everybody else those of the tz database. */
    String zoneName(ZoneId zone) {
        if (this != OUTLOOK) {
            return zone.getId();
        }
        return switch (zone.getId()) {
            case "Europe/Berlin" -> "W. Europe Standard Time";
            case "Europe/London" -> "GMT Standard Time";
            case "America/New_York" -> "Eastern Standard Time";
            case "Asia/Kolkata" -> "India Standard Time";
            default -> throw new IllegalArgumentException("No Windows name known for " + zone);
        };
    }

    /** An identifier as the program makes them. */
    String uid(UUID seed) {
        var hex = seed.toString().replace("-", "");
        return switch (this) {
            case OUTLOOK -> "040000008200E00074C5B7101A82E00800000000" + hex.toUpperCase(Locale.ROOT);
            case GOOGLE -> hex.substring(0, 26) + "@google.com";
            case APPLE -> seed.toString().toUpperCase(Locale.ROOT);
            case NEXTCLOUD -> seed.toString();
        };
    }

    /** Lines ended by CRLF and folded at 75 octets (RFC 5545, 3.1). */
    String wire(String text) {
        var wire = new StringBuilder();
        text.replace("\n ", "")
                .lines()
                .filter(line -> !line.isBlank())
                .forEach(line -> wire.append(folded(line)).append("\r\n"));
        return wire.toString();
    }

    private String folded(String line) {
        var folded = new StringBuilder();
        var octets = 0;
        for (var i = 0; i < line.length(); i = line.offsetByCodePoints(i, 1)) {
            var character = Character.toString(line.codePointAt(i));
            var size = character.getBytes(StandardCharsets.UTF_8).length;
            if (octets + size > 75) {
                folded.append("\r\n").append(fold);
                octets = 1;
            }
            folded.append(character);
            octets += size;
        }
        return folded.toString();
    }
}
