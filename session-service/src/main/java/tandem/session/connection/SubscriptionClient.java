package tandem.session.connection;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tandem.runtime.fetch.Fetch;
import tandem.runtime.fetch.FetchFailed;
import tandem.runtime.fetch.Fetcher;
import tandem.session.caldav.Login;
import tandem.session.caldav.Trouble;
import tandem.session.caldav.Troubled;
import tandem.session.icalendar.CalendarRefused;
import tandem.session.icalendar.CalendarText;

/** Reads a calendar file at an address, when it changed (RFC 9110, 13.1). */
@ApplicationScoped
class SubscriptionClient {
    private static final char FIELDS = '\n';

    private final Fetcher fetcher;

    SubscriptionClient(Fetcher fetcher) {
        this.fetcher = fetcher;
    }

    /** The file, and by what a later reading tells whether it changed. */
    record File(String text, String position) {}

    /** The file; empty when it is what it was at {@code position}. */
    Optional<File> read(Login login, @Nullable String position) {
        try {
            var answer = fetcher.send(Fetch.get(login.address(), CalendarText.LONGEST)
                    .with(conditions(position))
                    .authorized(login.authorization()));
            if (answer.status() == 304 && position != null) {
                return Optional.empty();
            }
            if (answer.status() != 200) {
                throw Troubled.ofStatus(answer.status());
            }
            return Optional.of(new File(
                    text(answer.body()),
                    answer.header("etag").orElse("")
                            + FIELDS
                            + answer.header("last-modified").orElse("")));
        } catch (FetchFailed failed) {
            throw Troubled.of(failed);
        }
    }

    /** Asks whether there is a calendar at the address. */
    void check(Login login) {
        try {
            CalendarText.read(read(login, null).orElseThrow().text(), null);
        } catch (CalendarRefused refused) {
            throw new Troubled(
                    switch (refused.cause()) {
                        case UNREADABLE -> Trouble.UNREADABLE;
                        case TOO_LARGE -> Trouble.TOO_LARGE;
                    });
        }
    }

    private static Map<String, String> conditions(@Nullable String position) {
        var headers = new LinkedHashMap<String, String>();
        headers.put("Accept", "text/calendar");
        if (position != null) {
            var cut = position.indexOf(FIELDS);
            putIfAny(headers, "If-None-Match", position.substring(0, cut));
            putIfAny(headers, "If-Modified-Since", position.substring(cut + 1));
        }
        return headers;
    }

    private static void putIfAny(Map<String, String> headers, String name, String value) {
        if (!value.isEmpty()) {
            headers.put(name, value);
        }
    }

    private static String text(byte[] body) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException notText) {
            throw new Troubled(Trouble.UNREADABLE);
        }
    }
}
