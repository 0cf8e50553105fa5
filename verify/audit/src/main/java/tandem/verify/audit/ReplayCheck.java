package tandem.verify.audit;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * I12: projections made anew from the ledger, or from the log, are the ones that were there. What is known now is compared, row by
 * row, without the instants at which it became known.
 */
public final class ReplayCheck {
    private static final String TABLES = """
            select c.relname, string_agg(quote_ident(a.attname), ', ' order by a.attnum)
                filter (where a.attname not in ('known_at', 'known_from', 'known_to', 'shard')),
                bool_or(a.attname = 'known_to')
            from pg_class c
            join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
            where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and not c.relispartition
              and exists (select from pg_attribute k where k.attrelid = c.oid and k.attname in ('known_from', 'known_at', 'week'))
              and c.relname <> 'event_counts'
            group by c.relname order by c.relname
            """;

    private final AuditTarget target;

    public ReplayCheck(AuditTarget target) {
        this.target = target;
    }

    /** Takes a checksum of every projection, runs the rebuild, takes it again. */
    public List<Violation> around(Runnable rebuild) {
        var before = checksums();
        rebuild.run();
        var after = checksums();
        var differing = new ArrayList<String>();
        before.forEach((table, checksum) -> {
            if (!checksum.equals(after.get(table))) {
                differing.add(table + " " + checksum + " → " + after.get(table));
            }
        });
        return differing.isEmpty()
                ? List.of()
                : List.of(new Violation("I12", "projection that a replay changes", differing.size(), differing));
    }

    /** Rows and their hash, by table. */
    Map<String, String> checksums() {
        try (var connection = target.postgres().connect(target.analytics());
                var statement = connection.createStatement();
                var tables = statement.executeQuery(TABLES)) {
            var checksums = new LinkedHashMap<String, String>();
            while (tables.next()) {
                checksums.put(
                        tables.getString(1),
                        checksum(connection, tables.getString(1), tables.getString(2), tables.getBoolean(3)));
            }
            return checksums;
        } catch (SQLException e) {
            throw new AuditFailed("Cannot take checksums: " + e.getMessage(), e);
        }
    }

    private static String checksum(Connection connection, String table, String columns, boolean versioned)
            throws SQLException {
        var sql = """
                select count(*) || ' rows ' || md5(coalesce(string_agg(hash, '' order by hash), ''))
                from (select md5(row(%s)::text) as hash from %s %s) rows
                """.formatted(columns, table, versioned ? "where known_to = 'infinity'" : "");
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
