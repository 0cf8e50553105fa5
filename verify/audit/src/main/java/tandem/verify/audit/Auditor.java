package tandem.verify.audit;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tandem.local.PostgresServer;

/**
 * Counts, from the raw log and the tables alone, whether anything was lost, doubled, disordered or mixed between tenants. It is
 * meant for a platform at rest: events on their way look lost.
 */
public final class Auditor {
    private static final int SAMPLES = 5;

    private final AuditTarget target;

    public Auditor(AuditTarget target) {
        this.target = target;
    }

    public AuditReport audit() {
        return audit(List.of());
    }

    /** As {@link #audit()}, and every claim of a sender is held against what was kept. */
    public AuditReport audit(List<Accepted> claims) {
        try (var evidence = new Evidence(target)) {
            evidence.gather(claims);
            return judge(evidence.connection(), trails());
        } catch (SQLException e) {
            throw new AuditFailed("Cannot judge the evidence: " + e.getMessage(), e);
        }
    }

    /** I8: what was found in the trails of all services. */
    private List<Violation> trails() throws SQLException {
        var violations = new ArrayList<Violation>();
        for (var database : target.databases().entrySet()) {
            try (var connection = target.postgres().connect(database.getValue())) {
                connection.setAutoCommit(false);
                connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
                var findings = new TrailVerifier(connection).verify(List.of()).findings();
                if (!findings.isEmpty()) {
                    violations.add(new Violation(
                            "I8",
                            "change of the audit trail of " + database.getKey(),
                            findings.size(),
                            findings.stream()
                                    .limit(SAMPLES)
                                    .map(finding -> finding.tenant() + ": " + finding.what())
                                    .toList()));
                }
            }
        }
        return violations;
    }

    private static AuditReport judge(Connection connection, List<Violation> trails) throws SQLException {
        var violations = new ArrayList<>(trails);
        Map<Check.Counts, Long> totals = new EnumMap<>(Check.Counts.class);
        for (var check : Stream.concat(DeliveryChecks.ALL.stream(), ContentChecks.ALL.stream())
                .toList()) {
            var violation = violation(connection, check);
            totals.merge(check.counts(), violation.count(), Long::sum);
            if (violation.count() > 0) {
                violations.add(violation);
            }
        }
        return new AuditReport(
                number(connection, "select count(*) from seen_received"),
                number(connection, "select count(*) from seen_outbox where not is_state"),
                number(connection, """
                        select count(distinct l.id) from seen_log l join seen_outbox o on o.id = l.id where not o.is_state"""),
                number(connection, "select count(distinct l.id) from ledger l join seen_outbox o on o.id = l.id"),
                number(connection, "select count(*) from seen_dead where not replayed"),
                totals.getOrDefault(Check.Counts.LOST, 0L),
                totals.getOrDefault(Check.Counts.DUPLICATED, 0L),
                violations);
    }

    private static Violation violation(Connection connection, Check check) throws SQLException {
        var sql = "with found as materialized (" + check.sql()
                + ") select (select count(*) from found), sample from found limit " + SAMPLES;
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var samples = new ArrayList<String>();
            var count = 0L;
            while (rows.next()) {
                count = rows.getLong(1);
                samples.add(rows.getString(2));
            }
            return new Violation(check.invariant(), check.found(), count, List.copyOf(samples));
        }
    }

    private static long number(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** Audits a running platform: {@code <postgres host> <postgres port> <kafka host:port>}, password in {@code PGPASSWORD}. */
    public static void main(String[] arguments) {
        var password = System.getenv("PGPASSWORD");
        if (arguments.length != 3 || password == null) {
            System.err.println("Usage: PGPASSWORD=… auditor <postgres host> <postgres port> <kafka host:port>");
            System.exit(2);
            return;
        }
        var server =
                new PostgresServer(arguments[0], Integer.parseInt(arguments[1]), PostgresServer.SUPERUSER, password);
        var report = new Auditor(AuditTarget.of(server, arguments[2])).audit();
        System.out.print(report.text());
        System.exit(report.isClean() ? 0 : 1);
    }
}
