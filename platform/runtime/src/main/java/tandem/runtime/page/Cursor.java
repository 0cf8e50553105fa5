package tandem.runtime.page;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tandem.runtime.problem.CommonProblems;
import tandem.runtime.problem.Refused;

/** The sort key of the last row seen, opaque to callers. It grants nothing: every page is asked for under the caller's own rights. */
public record Cursor(List<String> parts) {

    private static final String SEPARATOR = "\u001f";
    private static final int TEXT_MAX = 1_000;

    public Cursor {
        parts = List.copyOf(parts);
    }

    public static Cursor of(Object... parts) {
        return new Cursor(Arrays.stream(parts).map(Object::toString).toList());
    }

    /** Empty for the first page, a bad-request problem for a text no page has given out. */
    public static Optional<Cursor> parse(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return Optional.empty();
        }
        try {
            if (text.length() > TEXT_MAX) {
                throw new IllegalArgumentException("too long");
            }
            var decoded = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            return Optional.of(new Cursor(List.of(decoded.split(SEPARATOR, -1))));
        } catch (IllegalArgumentException e) {
            throw unreadable(e);
        }
    }

    public String text() {
        var joined = parts.stream().collect(Collectors.joining(SEPARATOR));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(joined.getBytes(StandardCharsets.UTF_8));
    }

    public String string(int part) {
        if (part >= parts.size()) {
            throw unreadable(new IllegalArgumentException("no part " + part));
        }
        return parts.get(part);
    }

    public UUID uuid(int part) {
        try {
            return UUID.fromString(string(part));
        } catch (IllegalArgumentException e) {
            throw unreadable(e);
        }
    }

    public Instant instant(int part) {
        try {
            return Instant.parse(string(part));
        } catch (DateTimeException e) {
            throw unreadable(e);
        }
    }

    public long number(int part) {
        try {
            return Long.parseLong(string(part));
        } catch (NumberFormatException e) {
            throw unreadable(e);
        }
    }

    private static Refused unreadable(RuntimeException cause) {
        return new Refused(CommonProblems.BAD_REQUEST, "The cursor is not one of ours", cause);
    }
}
