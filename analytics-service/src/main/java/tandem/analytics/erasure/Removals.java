package tandem.analytics.erasure;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.ArrayList;
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
import tandem.events.Purpose;
import tandem.events.RemovalScope;
import tandem.events.TandemEvent;
import tandem.runtime.event.EventCodec;

/**
 * Takes back what people took back, in the transaction that takes in their request: the ledger is rewritten, facts are re-keyed or
 * deleted, and a report becomes due. Counts stay. Doing it in any order with the events concerned ends in the same store.
 */
public final class Removals {
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

    /** Where people stand who act for a pilot: what they did stays, under the stand-in. */
    private static final List<Office> OFFICES = List.of(
            new Office("gate_sign_offs", "signed_by"),
            new Office("gate_mitigations", "owner"),
            new Office("kpi_definitions", "owner"),
            new Office("committee_seats", "person"),
            new Office("motions", "opened_by"),
            new Office("onboarding_stops", "stopped_by"),
            new Office("onboarding_stops", "resumed_by"),
            new Office("providers_below_gate", "provider"));

    /** A column that names whoever acted. */
    private record Office(String table, String column) {}

    /** Asked of every event, so derived once. */
    private static final String ERASURE = EventTypes.typeOf(ErasureRequested.class);

    private static final String WITHDRAWAL = EventTypes.typeOf(ConsentWithdrawn.class);
    private static final String START = EventTypes.typeOf(EngagementStarted.class);

    private final Registers registers;

    public Removals(Registers registers) {
        this.registers = registers;
    }

    /** Whether a batch with an event of this type removes something and therefore runs alone. */
    public static boolean isRequest(String type) {
        return type.equals(ERASURE) || type.equals(WITHDRAWAL);
    }

    /** Whether an event may complete an earlier removal: it tells whose engagement it is, or is one to be blanked. */
    public boolean mayComplete(Envelope<?> event) {
        return registers.concern(event.tenant())
                && (event.type().equals(START)
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
        deleteIndicators(connection, "confidences", "rated_at", tenant);
        deleteIndicators(connection, "session_topics", "noted_at", tenant);
        deleteIndicators(connection, "check_in_answers", "answered_at", tenant);
        deleteIndicators(connection, "case_entries", "logged_at", tenant);
        return LedgerRows.blankEngagements(connection, tenant);
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
            counts.put(
                    "events",
                    LedgerRows.replacePerson(
                            connection, tenant, person, request.erasedAs(), subjectsOf(connection, tenant, person)));
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
            counts.put(
                    "events",
                    LedgerRows.blankPerson(connection, tenant, person, at.sequence()) + sweep(connection, tenant));
        }
        due(connection, at, request.removal().value(), person, RemovalScope.PURPOSE, counts);
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

    /** What was told for IMPACT of sessions and at check-ins, about leaders who took it back or were erased. */
    private static void deleteIndicators(Connection connection, String table, String toldAt, String tenant)
            throws SQLException {
        try (var statement = connection.prepareStatement("""
                delete from %1$s f
                where f.tenant = ?
                  and exists (
                    select from engagements e
                    where e.tenant = f.tenant and e.engagement = f.engagement and e.known_to = 'infinity'
                      and (exists (select from erasures x where x.tenant = e.tenant and x.erased_as = e.leader)
                        or exists (select from withdrawals w
                                   where w.tenant = e.tenant and w.person = e.leader and f.%2$s <= w.withdrawn_at)))""".formatted(table, toldAt))) {
            statement.setString(1, tenant);
            statement.executeUpdate();
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
        for (var office : OFFICES) {
            rows += rekey(connection, office.table(), office.column(), tenant, person, standIn);
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
}
