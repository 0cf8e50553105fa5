package tandem.analytics.erasure;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import tandem.analytics.projection.FactTable;
import tandem.events.Envelope;
import tandem.events.EventTypes;
import tandem.events.IntakeEvent.ConsentWithdrawn;
import tandem.events.IntakeEvent.ErasureRequested;
import tandem.events.MatchingEvent.EngagementStarted;
import tandem.events.MatchingEvent.WaitlistOffered;
import tandem.events.Purpose;
import tandem.events.RemovalScope;
import tandem.events.TandemEvent;
import tandem.runtime.event.EventCodec;

/**
 * Takes back what people took back, in the transaction that takes in their request: the ledger is rewritten, facts are re-keyed or
 * deleted, and a report becomes due. Counts stay. Doing it in any order with the events concerned ends in the same store.
 */
public final class Removals {
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

    /** What was set aside is replayed as it came, so the pseudonym is replaced there too: in hexadecimal, for it may be anything. */
    private static final String REWRITE_DEAD_LETTERS = """
            update tandem.dead_letter d
            set key = decode(replace(encode(d.key, 'hex'), p.hex, p.stand_in_hex), 'hex'),
                value = decode(replace(encode(d.value, 'hex'), p.hex, p.stand_in_hex), 'hex'),
                headers = replace(d.headers::text, p.text, p.stand_in)::jsonb
            from (select n.text, n.stand_in, encode(convert_to(n.text, 'UTF8'), 'hex') as hex,
                         encode(convert_to(n.stand_in, 'UTF8'), 'hex') as stand_in_hex
                  from (values (?, ?)) as n (text, stand_in)) p
            where d.tenant = ?
              and (position(convert_to(p.text, 'UTF8') in d.key) > 0 or position(convert_to(p.text, 'UTF8') in d.value) > 0
                or position(p.text in d.headers::text) > 0)""";

    private static final List<String> KNOWN_TYPES = List.copyOf(EventTypes.all().keySet());

    private final Registers registers;

    public Removals(Registers registers) {
        this.registers = registers;
    }

    /** Whether a batch with an event of this type removes something and therefore runs alone. */
    public static boolean isRequest(String type) {
        return type.equals(EventTypes.typeOf(ErasureRequested.class))
                || type.equals(EventTypes.typeOf(ConsentWithdrawn.class));
    }

    /** Whether an event may complete an earlier removal: it tells whose engagement it is, or is one to be blanked. */
    public boolean mayComplete(Envelope<?> event) {
        return registers.concern(event.tenant())
                && (event.type().equals(EventTypes.typeOf(EngagementStarted.class))
                        || Blanking.typesAboutEngagements().contains(event.type()));
    }

    /** The effect of a request; anything else has none. */
    public void apply(Connection connection, Envelope<TandemEvent> event) throws SQLException {
        switch (event.data()) {
            case ErasureRequested request -> erase(connection, event, request);
            case ConsentWithdrawn request -> withdraw(connection, event, request);
            default -> {}
        }
    }

    /** Blanks what events about engagements say of leaders who took it back; returns how many. */
    public int sweep(Connection connection, String tenant) throws SQLException {
        try (var statement = connection.prepareStatement(IMPACT_OF_ENGAGEMENTS)) {
            statement.setString(1, tenant);
            statement.setArray(2, texts(connection, Blanking.typesAboutEngagements()));
            return rewrite(connection, tenant, blanked(read(statement)));
        }
    }

    private void erase(Connection connection, Envelope<?> at, ErasureRequested request) throws SQLException {
        var tenant = at.tenant();
        var person = request.person().value();
        var counts = new TreeMap<String, Integer>();
        if (!registers.isStandIn(tenant, person)) {
            try (var statement = connection.prepareStatement(
                    "insert into erasures (tenant, person_hash, erased_as) values (?, ?, ?) on conflict do nothing")) {
                statement.setString(1, tenant);
                statement.setBytes(2, Registers.hash(tenant, person.toString()));
                statement.setObject(3, request.erasedAs());
                statement.executeUpdate();
            }
            counts.put("outcomes", deleteOutcomes(connection, tenant, person));
            counts.put("kpis", deleteKpis(connection, tenant, person, Long.MAX_VALUE));
            counts.put("attributes", delete(connection, "impact_profiles", tenant, person));
            counts.put("events", replacePerson(connection, tenant, person, request.erasedAs()));
            counts.put("facts", rekey(connection, tenant, person, request.erasedAs()));
            counts.put("deadLetters", rewriteDeadLetters(connection, tenant, person, request.erasedAs()));
            counts.merge("events", sweep(connection, tenant), Integer::sum);
        }
        due(connection, at, request.removal().value(), person, RemovalScope.PERSON, counts);
    }

    private void withdraw(Connection connection, Envelope<?> at, ConsentWithdrawn request) throws SQLException {
        var tenant = at.tenant();
        var person = request.person().value();
        var counts = new TreeMap<String, Integer>();
        if (request.purpose() == Purpose.IMPACT && !registers.isStandIn(tenant, person)) {
            try (var statement = connection.prepareStatement("""
                    insert into withdrawals (tenant, person, sequence, withdrawn_at) values (?, ?, ?, ?)
                    on conflict do nothing""")) {
                statement.setString(1, tenant);
                statement.setObject(2, person);
                statement.setLong(3, at.sequence());
                statement.setObject(4, at.time().atOffset(ZoneOffset.UTC));
                statement.executeUpdate();
            }
            counts.put("kpis", deleteKpis(connection, tenant, person, at.sequence()));
            counts.put("outcomes", deleteOutcomes(connection, tenant, person, at.sequence()));
            counts.put("attributes", blankProfile(connection, tenant, person, request.consentVersion()));
            counts.put("events", blankEvents(connection, tenant, person, at.sequence()) + sweep(connection, tenant));
        }
        due(connection, at, request.removal().value(), person, RemovalScope.PURPOSE, counts);
    }

    private static int blankEvents(Connection connection, String tenant, UUID person, long sequence)
            throws SQLException {
        try (var statement = connection.prepareStatement(IMPACT_OF_PERSON)) {
            statement.setString(1, tenant);
            statement.setString(2, person.toString());
            statement.setArray(3, texts(connection, Blanking.typesAboutPersons()));
            statement.setLong(4, sequence);
            return rewrite(connection, tenant, blanked(read(statement)));
        }
    }

    /** What is older than the withdrawal must not come back, so the row stays with its version alone. */
    private static int blankProfile(Connection connection, String tenant, UUID person, long version)
            throws SQLException {
        try (var statement = connection.prepareStatement("""
                insert into impact_profiles as p (tenant, person, consent_version) values (?, ?, ?)
                on conflict (tenant, person) do update set
                    consent_version = excluded.consent_version, department = null, job_role = null, level = null,
                    tenure_months = null, last_promoted_on = null
                where p.consent_version <= excluded.consent_version""")) {
            statement.setString(1, tenant);
            statement.setObject(2, person);
            statement.setLong(3, version);
            return statement.executeUpdate();
        }
    }

    private static int deleteOutcomes(Connection connection, String tenant, UUID person) throws SQLException {
        return delete(connection, "outcomes", tenant, person);
    }

    private static int deleteOutcomes(Connection connection, String tenant, UUID person, long before)
            throws SQLException {
        return deleteByEvents(connection, "outcomes", tenant, person, before);
    }

    private static int deleteKpis(Connection connection, String tenant, UUID person, long before) throws SQLException {
        return deleteByEvents(connection, "kpis", tenant, person, before);
    }

    /** The rows of single events about the person, found through the ledger's index of subjects. */
    private static int deleteByEvents(Connection connection, String table, String tenant, UUID person, long before)
            throws SQLException {
        try (var statement = connection.prepareStatement("delete from " + table + """
                 f using ledger l
                where l.tenant = ? and l.subject = ? and l.sequence < ? and f.tenant = l.tenant and f.id = l.id""")) {
            statement.setString(1, tenant);
            statement.setString(2, person.toString());
            statement.setLong(3, before);
            return statement.executeUpdate();
        }
    }

    private static int delete(Connection connection, String table, String tenant, UUID person) throws SQLException {
        try (var statement = connection.prepareStatement("delete from " + table + " where tenant = ? and person = ?")) {
            statement.setString(1, tenant);
            statement.setObject(2, person);
            return statement.executeUpdate();
        }
    }

    private static int replacePerson(Connection connection, String tenant, UUID person, UUID standIn)
            throws SQLException {
        var old = person.toString();
        var events = new LinkedHashMap<UUID, Event>();
        try (var statement = connection.prepareStatement(EVENTS_OF_SUBJECTS)) {
            statement.setString(1, tenant);
            statement.setArray(2, texts(connection, subjectsOf(connection, tenant, person)));
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

    private static List<String> subjectsOf(Connection connection, String tenant, UUID person) throws SQLException {
        var subjects = new ArrayList<String>();
        subjects.add(person.toString());
        try (var statement = connection.prepareStatement("""
                select match::text from matches where tenant = ? and ? in (leader, provider)
                union select engagement::text from engagements where tenant = ? and ? in (leader, provider)""")) {
            statement.setString(1, tenant);
            statement.setObject(2, person);
            statement.setString(3, tenant);
            statement.setObject(4, person);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    subjects.add(rows.getString(1));
                }
            }
        }
        return subjects;
    }

    private static int rekey(Connection connection, String tenant, UUID person, UUID standIn) throws SQLException {
        var rows = rekey(connection, "withdrawals", "person", tenant, person, standIn);
        for (var table : FactTable.ALL) {
            for (var column : table.personColumns()) {
                if (table != FactTable.KPIS) { // they were deleted, and have no index by person
                    rows += rekey(connection, table.name(), column, tenant, person, standIn);
                }
            }
        }
        return rows;
    }

    private static int rekey(
            Connection connection, String table, String column, String tenant, UUID person, UUID standIn)
            throws SQLException {
        try (var statement = connection.prepareStatement(
                "update " + table + " set " + column + " = ? where tenant = ? and " + column + " = ?")) {
            statement.setObject(1, standIn);
            statement.setString(2, tenant);
            statement.setObject(3, person);
            return statement.executeUpdate();
        }
    }

    private static int rewriteDeadLetters(Connection connection, String tenant, UUID person, UUID standIn)
            throws SQLException {
        try (var statement = connection.prepareStatement(REWRITE_DEAD_LETTERS)) {
            statement.setString(1, person.toString());
            statement.setString(2, standIn.toString());
            statement.setString(3, tenant);
            return statement.executeUpdate();
        }
    }

    private static void due(
            Connection connection,
            Envelope<?> at,
            UUID removal,
            UUID person,
            RemovalScope scope,
            Map<String, Integer> counts)
            throws SQLException {
        try (var statement = connection.prepareStatement("""
                insert into removal_duties (tenant, removal, person, scope, counts) values (?, ?, ?, ?, ?::jsonb)
                on conflict do nothing""")) {
            statement.setString(1, at.tenant());
            statement.setObject(2, removal);
            statement.setObject(3, person);
            statement.setString(4, scope.name());
            statement.setString(5, EventCodec.json().writeValueAsString(counts));
            statement.executeUpdate();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("counts cannot be written", e);
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
