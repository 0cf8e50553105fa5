package tandem.session.caldav;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tandem.runtime.fetch.Fetch;
import tandem.runtime.fetch.FetchFailed;
import tandem.runtime.fetch.Fetched;
import tandem.runtime.fetch.Fetcher;

/**
 * Asks a CalDAV server, and only asks. Of a calendar it wants names and ETags, of the few it reads no title, description or place: a
 * server that knows partial retrieval (RFC 4791, 9.6) does not even send them.
 */
@ApplicationScoped
public class CalDavClient {
    private static final int LONGEST_LISTING = 16 * 1024 * 1024;
    private static final int LONGEST_CONTENTS = 4 * 1024 * 1024;
    private static final int MOST_PARTS = 50;
    private static final int MULTISTATUS = 207;
    private static final int INSUFFICIENT_STORAGE = 507;

    /** How a server says that it does not know a token any more: 403 or 409 with a reason, or a plain status. */
    private static final Set<Integer> TOKEN_REFUSED = Set.of(400, 403, 409, 410, 412);

    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private static final String ASK_WHAT = """
            <D:propfind xmlns:D="DAV:"><D:prop><D:resourcetype/><D:supported-report-set/><D:sync-token/></D:prop></D:propfind>""";

    private static final String WANTED = List.of(
                    "UID",
                    "SEQUENCE",
                    "DTSTAMP",
                    "DTSTART",
                    "DTEND",
                    "DURATION",
                    "RRULE",
                    "RDATE",
                    "EXDATE",
                    "RECURRENCE-ID",
                    "STATUS",
                    "ORGANIZER",
                    "ATTENDEE",
                    "X-TANDEM-ENGAGEMENT",
                    "X-MICROSOFT-CDO-ALLDAYEVENT")
            .stream()
            .map(property -> "<C:prop name=\"" + property + "\"/>")
            .collect(Collectors.joining());

    private final Fetcher fetcher;

    CalDavClient(Fetcher fetcher) {
        this.fetcher = fetcher;
    }

    /**
     * What changed since a token, or all there is.
     *
     * @param present ETags by name of what is there
     * @param gone names of what is not there any more; only since a token
     */
    public record Listing(Map<String, String> present, Set<String> gone, String token) {}

    /** A calendar object: its name, its ETag and its text. */
    public record Content(String name, String etag, String text) {}

    /** Asks whether it is a calendar that can say what changed. */
    public void check(Login login) {
        var answer = Multistatus.read(ask(login, "PROPFIND", ASK_WHAT, LONGEST_CONTENTS));
        var calendar = answer.items().stream()
                .anyMatch(item -> item.marks().contains("calendar")
                        && (item.marks().contains("sync-collection")
                                || item.properties().containsKey("sync-token")));
        if (!calendar) {
            throw new Troubled(Trouble.NOT_A_CALENDAR);
        }
    }

    /**
     * What changed since the token, or all there is when there is none; empty when the server does not know the token any more, and
     * everything has to be looked at again.
     */
    public Optional<Listing> changes(Login login, @Nullable String since) {
        var present = new LinkedHashMap<String, String>();
        var gone = new HashSet<String>();
        var token = since;
        for (int parts = 0; parts < MOST_PARTS; parts++) {
            var asked = """
                    <D:sync-collection xmlns:D="DAV:"><D:sync-token>%s</D:sync-token><D:sync-level>1</D:sync-level>\
                    <D:prop><D:getetag/></D:prop></D:sync-collection>""".formatted(token == null ? "" : escaped(token));
            var answered = answer(login, "REPORT", asked, LONGEST_LISTING);
            if (token != null && TOKEN_REFUSED.contains(answered.status())) {
                return Optional.empty();
            }
            var answer = Multistatus.read(known(answered));
            if (answer.syncToken() == null || answer.syncToken().isEmpty()) {
                throw new Troubled(Trouble.NOT_A_CALENDAR);
            }
            token = answer.syncToken();
            var truncated = false;
            for (var item : answer.items()) {
                truncated |= item.status() == INSUFFICIENT_STORAGE;
                collect(item, present, gone);
            }
            if (!truncated) {
                return Optional.of(new Listing(Map.copyOf(present), Set.copyOf(gone), Objects.requireNonNull(token)));
            }
        }
        throw new Troubled(Trouble.TOO_LARGE);
    }

    private static void collect(Multistatus.Item item, Map<String, String> present, Set<String> gone) {
        var etag = item.properties().get("getetag");
        if (item.status() == 404) {
            gone.add(item.href());
            present.remove(item.href());
        } else if (item.status() < 300 && etag != null && !item.href().endsWith("/")) {
            present.put(item.href(), etag.strip());
            gone.remove(item.href());
        }
    }

    /** The names of what has an occurrence between the bounds; the server expands series. */
    public Set<String> within(Login login, Instant from, Instant to) {
        var asked = """
                <C:calendar-query xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"><D:prop><D:getetag/></D:prop>\
                <C:filter><C:comp-filter name="VCALENDAR"><C:comp-filter name="VEVENT"><C:time-range start="%s" end="%s"/>\
                </C:comp-filter></C:comp-filter></C:filter></C:calendar-query>""".formatted(UTC.format(from), UTC.format(to));
        return Multistatus.read(ask(login, "REPORT", asked, LONGEST_LISTING)).items().stream()
                .filter(item -> item.status() < 300 && item.properties().containsKey("getetag"))
                .map(Multistatus.Item::href)
                .collect(Collectors.toSet());
    }

    /** The contents of some names. One that is gone meanwhile is left out, and so is one too large to be a meeting. */
    public List<Content> contents(Login login, List<String> names) {
        try {
            return together(login, names);
        } catch (Troubled troubled) {
            if (troubled.trouble() != Trouble.TOO_LARGE || names.size() == 1) {
                if (troubled.trouble() == Trouble.TOO_LARGE) {
                    return List.of();
                }
                throw troubled;
            }
            var half = names.size() / 2;
            var contents = new ArrayList<>(contents(login, names.subList(0, half)));
            contents.addAll(contents(login, names.subList(half, names.size())));
            return contents;
        }
    }

    private List<Content> together(Login login, List<String> names) {
        var hrefs = names.stream()
                .map(name -> "<D:href>" + escaped(name) + "</D:href>")
                .collect(Collectors.joining());
        var asked = """
                <C:calendar-multiget xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"><D:prop><D:getetag/>\
                <C:calendar-data><C:comp name="VCALENDAR"><C:prop name="VERSION"/><C:comp name="VTIMEZONE"><C:allprop/><C:allcomp/>\
                </C:comp><C:comp name="VEVENT">%s</C:comp></C:comp></C:calendar-data></D:prop>%s</C:calendar-multiget>""".formatted(WANTED, hrefs);
        var contents = new ArrayList<Content>();
        for (var item :
                Multistatus.read(ask(login, "REPORT", asked, LONGEST_CONTENTS)).items()) {
            var text = item.properties().get("calendar-data");
            var etag = item.properties().get("getetag");
            if (item.status() < 300 && text != null && etag != null) {
                contents.add(new Content(item.href(), etag.strip(), text));
            }
        }
        return contents;
    }

    private byte[] ask(Login login, String method, String body, int bytesMax) {
        return known(answer(login, method, body, bytesMax));
    }

    private static byte[] known(Fetched answer) {
        if (answer.status() != MULTISTATUS) {
            throw Troubled.ofStatus(answer.status());
        }
        return answer.body();
    }

    /** A query reaches one level down; everything else is asked of the calendar itself (RFC 6578, 3.2). */
    private Fetched answer(Login login, String method, String body, int bytesMax) {
        var depth = body.contains("<C:calendar-query") ? "1" : "0";
        try {
            return fetcher.send(new Fetch(
                    method,
                    login.address(),
                    Map.of("Depth", depth, "Content-Type", "application/xml; charset=utf-8"),
                    login.authorization(),
                    "<?xml version=\"1.0\" encoding=\"utf-8\"?>" + body,
                    bytesMax));
        } catch (FetchFailed failed) {
            throw Troubled.of(failed);
        }
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
