package tandem.verify.audit;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/**
 * I12: a store made anew, from its ledger or from the log, is the one that was there. Ledger, facts, rollups and state are compared by
 * checksums that a store of any size computes without sorting or keeping rows: for each table the sums of two hashes of its rows.
 */
public final class ReplayCheck {

    /**
     * Everything a store knows from the log; the counts of events follow apart, because they are kept per worker. What people enter
     * in the store itself has revisions, and is no part of it.
     */
    private static final String TABLES = """
            select c.relname,
                   string_agg(quote_ident(a.attname), ', ' order by a.attnum) filter (where a.attname <> all (?)),
                   bool_or(a.attname = 'known_to')
            from pg_class c
            join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
            where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
              and (c.relname in ('session_weeks', 'impact_profiles', 'erasures', 'withdrawals')
                or exists (select from pg_attribute k where k.attrelid = c.oid and k.attname in ('known_from', 'known_at')))
              and not exists (select from pg_attribute r where r.attrelid = c.oid and r.attname = 'revision')
              and c.relname <> 'event_counts'
            group by c.relname""";

    private static final String COUNTS =
            "select tenant, topic, type, day, sum(events) from event_counts group by tenant, topic, type, day";

    /** What says in which order rows came, and nothing else. */
    private static final List<String> ORDER = List.of("position");

    /** What says when a row became known. */
    private static final List<String> KNOWN = List.of("known_at", "known_from", "known_to");

    private final Connection store;

    /** Goes in with a role that sees every tenant. */
    public ReplayCheck(Connection store) {
        this.store = store;
    }

    /** What a store says of itself: rows and hashes by table. */
    public record Checksums(Map<String, String> byTable) {
        public Checksums {
            byTable = Map.copyOf(byTable);
        }

        /** A violation when the store that was made anew says something else. */
        public List<Violation> violatedBy(Checksums anew) {
            var names = new TreeSet<>(byTable.keySet());
            names.addAll(anew.byTable.keySet());
            var differing = new ArrayList<String>();
            for (var table : names) {
                var was = byTable.get(table);
                var is = anew.byTable.get(table);
                if (!Objects.equals(was, is)) {
                    differing.add(table + " " + was + " → " + is);
                }
            }
            return differing.isEmpty()
                    ? List.of()
                    : List.of(new Violation("I12", "table that a replay changes", differing.size(), differing));
        }
    }

    /** What is known now, without the instants at which it became known: the same after a replay of the log. */
    public Checksums ofWhatIsKnown() {
        return checksums(true);
    }

    /** Every version with the instants of knowledge: the same after a rebuild from the ledger. */
    public Checksums ofEveryVersion() {
        return checksums(false);
    }

    private Checksums checksums(boolean inForceOnly) {
        var left = new ArrayList<>(ORDER);
        if (inForceOnly) {
            left.addAll(KNOWN);
        }
        var checksums = new LinkedHashMap<String, String>();
        try (var statement = store.prepareStatement(TABLES)) {
            statement.setArray(1, store.createArrayOf("name", left.toArray()));
            try (var tables = statement.executeQuery()) {
                while (tables.next()) {
                    var table = tables.getString(1);
                    var rows = "select %s from %s%s"
                            .formatted(
                                    tables.getString(2), table, condition(table, inForceOnly && tables.getBoolean(3)));
                    checksums.put(table, checksum(rows));
                }
            }
            checksums.put("event_counts", checksum(COUNTS));
            return new Checksums(checksums);
        } catch (SQLException e) {
            throw new AuditFailed("Cannot take checksums: " + e.getMessage(), e);
        }
    }

    private static String condition(String table, boolean inForce) {
        if (table.equals("session_weeks")) { // a week all sessions moved out of may be there or not
            return " where (scheduled, held, missed, cancelled, cancelled_late) <> (0, 0, 0, 0, 0)";
        }
        return inForce ? " where known_to = 'infinity'" : "";
    }

    private String checksum(String rows) throws SQLException {
        try (var statement = store.createStatement();
                var answer = statement.executeQuery("""
                        select count(*) || ' rows ' || coalesce(sum(hashtextextended(f::text, 0)::numeric), 0)
                            || ' ' || coalesce(sum(hashtextextended(f::text, 1)::numeric), 0)
                        from (%s) as f""".formatted(rows))) {
            answer.next();
            return answer.getString(1);
        }
    }
}
