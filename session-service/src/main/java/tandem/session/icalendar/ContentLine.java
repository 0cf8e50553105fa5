package tandem.session.icalendar;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One unfolded content line: name, parameters, value (RFC 5545, 3.1).
 *
 * @param name upper case
 * @param parameters those used here, by upper-case name; the first value of each, unquoted. A name (CN) is not used
 * @param line number of its first physical line
 */
record ContentLine(String name, Map<String, String> parameters, String value, int line) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9-]{1,64}");
    private static final int UNREADABLE = '\uFFFD';
    private static final Set<String> USED = Set.of("VALUE", "TZID", "RANGE", "PARTSTAT", "CUTYPE", "ROLE", "EMAIL");

    static ContentLine parse(String text, int line) {
        var cut = endOfName(text, 0);
        if (cut == text.length()) {
            throw CalendarRefused.unreadable(line, "expected NAME:value");
        }
        var name = nameAt(text, 0, cut, line);
        Map<String, String> parameters = new LinkedHashMap<>();
        while (text.charAt(cut) == ';') {
            var equals = text.indexOf('=', cut);
            if (equals < 0) {
                throw CalendarRefused.unreadable(line, "the parameters of " + name + " cannot be read");
            }
            var parameter = nameAt(text, cut + 1, equals, line);
            var end = endOfValues(text, equals + 1, name, line);
            if (USED.contains(parameter)) {
                parameters.putIfAbsent(parameter, firstOf(text.substring(equals + 1, end)));
            }
            cut = end;
        }
        return new ContentLine(name, Map.copyOf(parameters), text.substring(cut + 1), line);
    }

    @Nullable
    String parameter(String parameter) {
        return parameters.get(parameter);
    }

    /**
     * The line, unless what is used of it is no text: of the controls only a tab may stand in one (RFC 5545, 3.1), and no half of a
     * character. Where bytes were none of UTF-8 it is not known what they meant, and two that differ would look alike.
     */
    ContentLine asText() {
        used().filter(c -> c != '\t' && Character.isISOControl(c)).findFirst().ifPresent(control -> {
            throw CalendarRefused.unreadable(line, name + " has control characters");
        });
        used().filter(c -> c == UNREADABLE || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE))
                .findFirst()
                .ifPresent(part -> {
                    throw CalendarRefused.unreadable(line, name + " is not UTF-8");
                });
        return this;
    }

    private IntStream used() {
        return Stream.concat(Stream.of(value), parameters.values().stream()).flatMapToInt(String::codePoints);
    }

    /** The comma-separated values of a list property. */
    List<String> values(int most) {
        List<String> values = new ArrayList<>();
        for (var part : value.split(",", -1)) {
            if (values.size() == most) {
                throw CalendarRefused.tooLarge(line, name + " lists more than " + most + " values");
            }
            values.add(part.strip());
        }
        return values;
    }

    private static String nameAt(String text, int from, int to, int line) {
        var name = text.substring(from, to);
        if (!NAME.matcher(name).matches()) {
            throw CalendarRefused.unreadable(line, "expected a property or parameter name");
        }
        return name.toUpperCase(Locale.ROOT);
    }

    private static int endOfName(String text, int from) {
        var at = from;
        while (at < text.length() && text.charAt(at) != ';' && text.charAt(at) != ':') {
            at++;
        }
        return at;
    }

    private static int endOfValues(String text, int from, String name, int line) {
        var quoted = false;
        for (var at = from; at < text.length(); at++) {
            var c = text.charAt(at);
            if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && (c == ';' || c == ':')) {
                return at;
            }
        }
        throw CalendarRefused.unreadable(line, quoted ? name + " has an open quote" : name + " has no value");
    }

    private static String firstOf(String values) {
        if (values.startsWith("\"")) {
            return values.substring(1, values.indexOf('"', 1));
        }
        var comma = values.indexOf(',');
        return comma < 0 ? values : values.substring(0, comma);
    }
}
