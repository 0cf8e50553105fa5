package tandem.verify.audit;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Everything an audit looks at, gathered in temporary tables of one session in the database of analytics, so that millions of
 * rows are compared by the database and nothing of the services is asked.
 */
final class Evidence implements AutoCloseable {
    private static final int CHUNK = 1 << 16;
    private static final String TABLES = """
            create temp table seen_log (topic text, part int, log_offset bigint, id uuid, tenant text, source text, type text,
                subject text, sequence bigint, record_key text, empty boolean);
            create temp table seen_end (topic text, part int, log_offset bigint);
            create temp table seen_commit (consumer_group text, topic text, part int, log_offset bigint);
            create temp table seen_outbox (service text, tenant text, topic text, id uuid, type text, subject text,
                sequence bigint, causation text, content text, is_state boolean, unsent boolean);
            create temp table seen_received (service text, tenant text, source text, event_id text, type text);
            create temp table seen_inbox (service text, tenant text, consumer text, event_id uuid);
            create temp table seen_dead (service text, consumer text, topic text, part int, log_offset bigint, event_id text,
                reason text, replayed boolean);
            create temp table seen_owner (service text, place text, value uuid, tenant text);
            create temp table seen_key (service text, tenant text, person uuid);
            create temp table seen_match (tenant text, id uuid, leader uuid, provider uuid, seat boolean, risk_class text);
            create temp table seen_provider (tenant text, id uuid, capacity int);
            create temp table seen_engagement (tenant text, id uuid);
            create temp table seen_approval (tenant text, match uuid, approver uuid, office text);
            create temp table claimed (service text, tenant text, source text, event_id text);
            """;

    private final AuditTarget target;
    private final Connection connection;

    Evidence(AuditTarget target) {
        this.target = target;
        try {
            connection = target.postgres().connect(target.analytics());
            execute(TABLES);
        } catch (SQLException e) {
            throw new AuditFailed("Cannot open the evidence: " + e.getMessage(), e);
        }
    }

    Connection connection() {
        return connection;
    }

    /** Gathers it all: what the services keep first, so that everything they sent is in the log by then. */
    void gather(List<Accepted> claims) {
        try {
            for (var service : target.databases().keySet()) {
                gatherService(service);
            }
            gatherLog();
            copy(
                    "claimed",
                    claims.stream().map(claim -> line(claim.service(), claim.tenant(), claim.source(), claim.id())));
            execute("create index on seen_log (id); create index on seen_outbox (id); analyze");
        } catch (SQLException e) {
            throw new AuditFailed("Cannot gather the evidence: " + e.getMessage(), e);
        }
    }

    private void gatherService(String service) throws SQLException {
        var database = Objects.requireNonNull(target.databases().get(service));
        try (var from = target.postgres().connect(database)) {
            for (var source : List.of(
                    """
                    seen_outbox: select $service, o.tenant, o.topic, o.id, o.type, o.subject, o.sequence, o.causation,
                        md5(o.payload), o.payload is null, (o.xid, o.position) > (c.xid, c.position)
                    from tandem.outbox o cross join tandem.outbox_cursor c""",
                    "seen_received: select $service, tenant, source, event_id, type from tandem.received",
                    "seen_inbox: select $service, tenant, consumer, event_id from tandem.inbox",
                    """
                    seen_dead: select $service, consumer, topic, kafka_partition, kafka_offset, event_id, reason,
                        replayed_at is not null from tandem.dead_letter""",
                    "seen_key: select $service, tenant, person from tandem.person_key")) {
                var named = source.indexOf(':');
                transfer(
                        from,
                        source.substring(named + 1).replace("$service", "'" + service + "'"),
                        source.substring(0, named));
            }
            if (service.equals(AuditTarget.MATCHING) && has(from, "public.matches")) {
                // peers serve each other, which takes no seat of either
                transfer(
                        from,
                        "select tenant, id, leader, provider, seat and kind <> 'PEER', risk_class from matches",
                        "seen_match");
                transfer(from, "select tenant, id, capacity from providers", "seen_provider");
                transfer(from, "select tenant, id from engagements", "seen_engagement");
                transfer(from, "select tenant, match, approver, office from match_approvals", "seen_approval");
            }
            for (var select : ownerQueries(from, service)) {
                transfer(from, select, "seen_owner");
            }
        }
    }

    private static boolean has(Connection from, String table) throws SQLException {
        try (var statement = from.createStatement();
                var rows = statement.executeQuery("select to_regclass('" + table + "') is not null")) {
            rows.next();
            return rows.getBoolean(1);
        }
    }

    /** Whose is every person, programme, match and engagement, in every table that names one beside a tenant. */
    private static List<String> ownerQueries(Connection from, String service) throws SQLException {
        var columns = """
                select c.relnamespace::regnamespace::text || '.' || quote_ident(c.relname), quote_ident(a.attname)
                from pg_class c
                join pg_attribute a on a.attrelid = c.oid and a.atttypid = 'uuid'::regtype and not a.attisdropped
                where c.relkind in ('r', 'p') and not c.relispartition
                  and (a.attname in ('person', 'leader', 'provider', 'programme', 'match', 'engagement', 'session')
                      or (c.relname, a.attname) = ('person', 'id'))
                  and exists (select from pg_attribute t where t.attrelid = c.oid and t.attname = 'tenant')
                  and c.relname <> 'outbox' and c.relpersistence = 'p'
                order by 1, 2
                """;
        try (var statement = from.createStatement();
                var rows = statement.executeQuery(columns)) {
            var queries = new ArrayList<String>();
            while (rows.next()) {
                queries.add(
                        "select distinct '%s', '%s.%s', %s, tenant from %s where %s is not null and tenant is not null"
                                .formatted(
                                        service,
                                        rows.getString(1),
                                        rows.getString(2),
                                        rows.getString(2),
                                        rows.getString(1),
                                        rows.getString(2)));
            }
            return queries;
        }
    }

    private void gatherLog() throws SQLException {
        var reader = new LogReader(target.bootstrapServers());
        var log = new Copying("seen_log");
        var ends = reader.read(entry -> log.write(line(
                entry.topic(),
                entry.partition(),
                entry.offset(),
                entry.id(),
                entry.tenant(),
                entry.source(),
                entry.type(),
                entry.subject(),
                entry.sequence(),
                entry.key(),
                entry.empty())));
        log.end();
        copy("seen_end", ends.stream().map(end -> line(end.topic(), end.partition(), end.offset())));
        copy(
                "seen_commit",
                reader.commits(ends).stream()
                        .map(commit -> line(commit.group(), commit.topic(), commit.partition(), commit.offset())));
    }

    private void transfer(Connection from, String select, String table) throws SQLException {
        var out = from.unwrap(PGConnection.class).getCopyAPI().copyOut("copy (" + select + ") to stdout");
        var in = copyIn(table);
        for (var rows = out.readFromCopy(); rows != null; rows = out.readFromCopy()) {
            in.writeToCopy(rows, 0, rows.length);
        }
        in.endCopy();
    }

    private void copy(String table, Stream<String> lines) throws SQLException {
        var copying = new Copying(table);
        lines.forEach(copying::write);
        copying.end();
    }

    private CopyIn copyIn(String table) throws SQLException {
        return connection.unwrap(PGConnection.class).getCopyAPI().copyIn("copy " + table + " from stdin");
    }

    private void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** One row in the text format of COPY. */
    private static String line(@Nullable Object... values) {
        var line = new StringBuilder();
        for (var value : values) {
            line.append(line.isEmpty() ? "" : "\t");
            line.append(
                    value == null
                            ? "\\N"
                            : value.toString()
                                    .replace("\\", "\\\\")
                                    .replace("\t", "\\t")
                                    .replace("\n", "\\n")
                                    .replace("\r", "\\r")
                                    .replace("\0", ""));
        }
        return line.append('\n').toString();
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new AuditFailed("Cannot close the evidence: " + e.getMessage(), e);
        }
    }

    /** A COPY into one table, fed line by line. */
    private final class Copying {
        private final CopyIn in;
        private final StringBuilder pending = new StringBuilder();

        Copying(String table) throws SQLException {
            in = copyIn(table);
        }

        void write(String line) {
            pending.append(line);
            if (pending.length() >= CHUNK) {
                try {
                    flush();
                } catch (SQLException e) {
                    throw new AuditFailed("Cannot keep the evidence: " + e.getMessage(), e);
                }
            }
        }

        void end() throws SQLException {
            flush();
            in.endCopy();
        }

        private void flush() throws SQLException {
            var bytes = pending.toString().getBytes(StandardCharsets.UTF_8);
            in.writeToCopy(bytes, 0, bytes.length);
            pending.setLength(0);
        }
    }
}
