package tandem.session.icalendar;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Unfolds a calendar text line by line. A line longer than any value used here is read past, not kept: descriptions and
 * attachments may be long, and nothing of them is wanted.
 */
final class ContentLines {
    private static final int LONGEST_USED = 16_384;

    private final String text;
    private int at;
    private int line;

    ContentLines(String text) {
        this.text = text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    /** The next content line that is not blank, or null at the end. */
    @Nullable
    ContentLine next() {
        while (at < text.length()) {
            var first = line + 1;
            var unfolded = unfold();
            if (unfolded.length() > LONGEST_USED) {
                return longLine(unfolded, first);
            }
            if (!unfolded.isBlank()) {
                return ContentLine.parse(unfolded, first);
            }
        }
        return null;
    }

    int line() {
        return line;
    }

    private static ContentLine longLine(String start, int first) {
        var name = start.substring(0, Math.min(64, start.length()))
                .split("[;:]", 2)[0]
                .toUpperCase(Locale.ROOT);
        if (Component.USED.contains(name)) {
            throw CalendarRefused.tooLarge(first, name + " is longer than " + LONGEST_USED + " characters");
        }
        return new ContentLine(name, Map.of(), "", first);
    }

    private String unfold() {
        var physical = physical();
        if (!folded()) {
            return physical;
        }
        var unfolded = new StringBuilder(physical);
        while (folded()) {
            var more = physical();
            if (unfolded.length() <= LONGEST_USED) {
                unfolded.append(more, 1, Math.min(more.length(), 1 + LONGEST_USED));
            }
        }
        return unfolded.toString();
    }

    private boolean folded() {
        return at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t');
    }

    private String physical() {
        line++;
        var end = text.indexOf('\n', at);
        var stop = end < 0 ? text.length() : end;
        var physical = text.substring(at, stop > at && text.charAt(stop - 1) == '\r' ? stop - 1 : stop);
        at = end < 0 ? text.length() : end + 1;
        return physical;
    }
}
