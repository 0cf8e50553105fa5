package tandem.analytics.erasure;

import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import tandem.events.EventTypes;
import tandem.events.MatchingEvent.WaitlistOffered;

/** Finds the events of the ledger that are about somebody, and rewrites them. No other SQL updates the ledger. */
final class LedgerRows {
    private static final String EVENTS_OF_SUBJECTS =
            "select id, type, subject, payload, redacted from ledger where tenant = ? and subject = any(?)";
    /** Events about one that may name another: the waitlist names providers, and nobody knows about types of the future. */
    private static final String EVENTS_NAMING_OTHERS = """
            select id, type, subject, payload, redacted from ledger
            where tenant = ? and (type = ? or type <> all(?)) and position(convert_to(?, 'UTF8') in payload) > 0""";

    private static final String IMPACT_OF_PERSON = """
            select id, type, subject, payload, redacted from ledger
            where tenant = ? and subject = ? and type = any(?) and sequence < ? and not redacted""";
    private static final String IMPACT_OF_ENGAGEMENTS = """
            select l.id, l.type, l.subject, l.payload, l.redacted from ledger l
            where l.tenant = ? and l.type = any(?) and not l.redacted
              and exists (
                select from engagements e
                where e.tenant = l.tenant and e.engagement::text = l.subject
                  and (exists (select from erasures x where x.tenant = e.tenant and x.erased_as = e.leader)
                    or exists (select from withdrawals w
                               where w.tenant = e.tenant and w.person = e.leader and l.time <= w.withdrawn_at)))""";

    private static final String REWRITE = """
            update ledger l set subject = n.subject, payload = n.payload, redacted = n.redacted
            from unnest(?::uuid[], ?::text[], ?::bytea[], ?::boolean[]) as n (id, subject, payload, redacted)
            where l.tenant = ? and l.id = n.id""";

    private static final List<String> KNOWN_TYPES = List.copyOf(EventTypes.all().keySet());

    private LedgerRows() {}

    /** Puts the stand-in where the person was; what was for IMPACT is blanked. Returns how many events it was. */
    static int replacePerson(Connection connection, String tenant, UUID person, UUID standIn, List<String> subjects)
            throws SQLException {
        var old = person.toString();
        var events = new LinkedHashMap<UUID, Event>();
        try (var statement = connection.prepareStatement(EVENTS_OF_SUBJECTS)) {
            statement.setString(1, tenant);
            statement.setArray(2, texts(connection, subjects));
            read(statement).forEach(event -> events.put(event.id, event));
        }
        try (var statement = connection.prepareStatement(EVENTS_NAMING_OTHERS)) {
            statement.setString(1, tenant);
            statement.setString(2, EventTypes.typeOf(WaitlistOffered.class));
            statement.setArray(3, texts(connection, KNOWN_TYPES));
            statement.setString(4, old);
            read(statement).forEach(event -> events.put(event.id, event));
        }
        var rewritten = new ArrayList<Event>();
        for (var event : events.values()) {
            var text = new String(event.payload, StandardCharsets.UTF_8);
            if (event.subject.equals(old) || text.contains(old)) {
                var payload = text.replace(old, standIn.toString()).getBytes(StandardCharsets.UTF_8);
                var redact = event.subject.equals(old) && Blanking.concerns(event.type);
                rewritten.add(new Event(
                        event.id,
                        event.type,
                        event.subject.replace(old, standIn.toString()),
                        redact ? Blanking.blank(event.type, payload) : payload,
                        event.redacted || redact));
            }
        }
        return rewrite(connection, tenant, rewritten);
    }

    /** Blanks what was told for IMPACT about the person before that sequence. */
    static int blankPerson(Connection connection, String tenant, UUID person, long sequence) throws SQLException {
        try (var statement = connection.prepareStatement(IMPACT_OF_PERSON)) {
            statement.setString(1, tenant);
            statement.setString(2, person.toString());
            statement.setArray(3, texts(connection, Blanking.typesAboutPersons()));
            statement.setLong(4, sequence);
            return rewrite(connection, tenant, blanked(read(statement)));
        }
    }

    /** Blanks what events about engagements say of leaders who took it back; returns how many. */
    static int blankEngagements(Connection connection, String tenant) throws SQLException {
        try (var statement = connection.prepareStatement(IMPACT_OF_ENGAGEMENTS)) {
            statement.setString(1, tenant);
            statement.setArray(2, texts(connection, Blanking.typesAboutEngagements()));
            return rewrite(connection, tenant, blanked(read(statement)));
        }
    }

    private static List<Event> blanked(List<Event> events) {
        return events.stream()
                .map(event ->
                        new Event(event.id, event.type, event.subject, Blanking.blank(event.type, event.payload), true))
                .toList();
    }

    private static List<Event> read(PreparedStatement statement) throws SQLException {
        var events = new ArrayList<Event>();
        try (var rows = statement.executeQuery()) {
            while (rows.next()) {
                events.add(new Event(
                        rows.getObject(1, UUID.class),
                        rows.getString(2),
                        rows.getString(3),
                        rows.getBytes(4),
                        rows.getBoolean(5)));
            }
        }
        return events;
    }

    private static int rewrite(Connection connection, String tenant, List<Event> events) throws SQLException {
        if (events.isEmpty()) {
            return 0;
        }
        try (var statement = connection.prepareStatement(REWRITE)) {
            statement.setArray(
                    1,
                    connection.createArrayOf(
                            "uuid", events.stream().map(Event::id).toArray()));
            statement.setArray(
                    2,
                    connection.createArrayOf(
                            "text", events.stream().map(Event::subject).toArray()));
            statement.setArray(
                    3,
                    connection.createArrayOf(
                            "bytea", events.stream().map(Event::payload).toArray(byte[][]::new)));
            statement.setArray(
                    4,
                    connection.createArrayOf(
                            "boolean", events.stream().map(Event::redacted).toArray()));
            statement.setString(5, tenant);
            return statement.executeUpdate();
        }
    }

    private static Array texts(Connection connection, List<String> texts) throws SQLException {
        return connection.createArrayOf("text", texts.toArray());
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Event(UUID id, String type, String subject, byte[] payload, boolean redacted) {}
}
