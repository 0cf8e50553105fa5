package tandem.session.icalendar;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.zone.ZoneRules;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Finds the zone a TZID means: an IANA name, a Windows name as Outlook writes it, or what the VTIMEZONE of the same calendar
 * defines. Names win over definitions, because definitions in the wild are often years behind the law.
 */
final class Zones {
    private static final Map<String, ZoneRules> WINDOWS = windows();
    private static final int LONGEST_NAME = 200;

    private final Map<String, Component> definitions = new HashMap<>();
    private final Map<String, ZoneRules> known = new HashMap<>();

    private final ZoneRules floating;

    /** The zones of one calendar; {@code floating} is where its owner is. */
    Zones(Component calendar, ZoneId floating) {
        this.floating = floating.getRules();
        for (var child : calendar.children()) {
            if (child.name().equals("VTIMEZONE")) {
                definitions.putIfAbsent(child.required("TZID").value().strip(), child);
            }
        }
    }

    ZoneRules floating() {
        return floating;
    }

    ZoneRules zone(String tzid, int line) {
        return known.computeIfAbsent(tzid.strip(), name -> find(name, line));
    }

    private ZoneRules find(String name, int line) {
        var named = name.length() > LONGEST_NAME ? null : named(name);
        if (named != null) {
            return named;
        }
        var definition = definitions.get(name);
        if (definition == null) {
            throw CalendarRefused.unreadable(line, "the calendar names a time zone it does not define");
        }
        var location = definition.first("X-LIC-LOCATION");
        var located = location == null ? null : named(location.value().strip());
        return located != null ? located : DefinedZone.rules(definition);
    }

    private static @Nullable ZoneRules named(String name) {
        var windows = WINDOWS.get(name);
        if (windows != null) {
            return windows;
        }
        // Thunderbird and old Lightning write /mozilla.org/20070129_1/Europe/Berlin, others /Europe/Berlin
        var bare = name.startsWith("/") ? name.replaceFirst("^/(?:[^/]+\\.[^/]+/[^/]+/)?", "") : name;
        try {
            return ZoneId.of(bare).getRules();
        } catch (DateTimeException unknown) {
            return null;
        }
    }

    private static Map<String, ZoneRules> windows() {
        var names = new Properties();
        try (var in = Objects.requireNonNull(
                Zones.class.getResourceAsStream("windows-zones.properties"), "windows-zones.properties")) {
            names.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        Map<String, ZoneRules> zones = new HashMap<>();
        names.forEach((windows, iana) ->
                zones.put((String) windows, ZoneId.of((String) iana).getRules()));
        return Map.copyOf(zones);
    }
}
