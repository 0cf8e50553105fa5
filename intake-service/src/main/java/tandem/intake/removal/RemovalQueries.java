package tandem.intake.removal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import tandem.events.Purpose;
import tandem.events.RemovalId;
import tandem.events.RemovalScope;
import tandem.runtime.page.Cursor;
import tandem.runtime.page.Page;
import tandem.runtime.tenant.Tenants;

/** Reads certificates. */
@ApplicationScoped
public class RemovalQueries {

    private static final String CERTIFICATES = """
            select r.id, r.scope, r.purpose, r.requested_at, r.completed_at, r.awaits,
                   extract(epoch from r.finished - r.started)::float8 as took_seconds,
                   (select coalesce(jsonb_agg(jsonb_build_object(
                               'service', p.service, 'counts', p.counts, 'reportedAt', p.reported_at)
                               order by p.service), '[]')
                      from removal_report p where p.tenant = r.tenant and p.removal = r.id) as reports
              from removal r
             where r.tenant = :tenant""";

    private final Jdbi jdbi;
    private final Tenants tenants;
    private final ObjectMapper json;

    RemovalQueries(Jdbi jdbi, Tenants tenants, ObjectMapper json) {
        this.jdbi = jdbi;
        this.tenants = tenants;
        this.json = json;
    }

    @Transactional
    public Optional<Certificate> certificate(RemovalId removal) {
        return jdbi.withHandle(handle -> handle.createQuery(CERTIFICATES + " and r.id = :removal")
                .bind("tenant", tenants.current())
                .bind("removal", removal)
                .map((row, context) -> certificate(row))
                .findOne());
    }

    /** Those that wait for somebody, the oldest first. */
    @Transactional
    public Page<Certificate> open(Optional<Cursor> after, int limit) {
        var rows = jdbi.withHandle(handle -> handle.createQuery(CERTIFICATES + "\n" + """
                        and r.completed_at is null and (r.requested_at, r.id) > (:at, :id)
                         order by r.requested_at, r.id limit :limit""")
                .bind("tenant", tenants.current())
                .bind("at", after.map(cursor -> cursor.instant(0)).orElse(Instant.EPOCH))
                .bind("id", after.map(cursor -> cursor.uuid(1)).orElse(new UUID(0, 0)))
                .bind("limit", limit + 1)
                .map((row, context) -> certificate(row))
                .list());
        return Page.of(rows, limit, row -> Cursor.of(row.requestedAt(), row.removal()));
    }

    private Certificate certificate(ResultSet row) throws SQLException {
        var reports = reports(row.getString("reports"));
        var awaited = new ArrayList<>(List.of((String[]) row.getArray("awaits").getArray()));
        reports.forEach(report -> awaited.remove(report.service()));
        var purpose = row.getString("purpose");
        var completed = row.getTimestamp("completed_at");
        var seconds = row.getDouble("took_seconds");
        return new Certificate(
                new RemovalId(row.getObject("id", UUID.class)),
                RemovalScope.valueOf(row.getString("scope")),
                purpose == null ? null : Purpose.valueOf(purpose),
                row.getTimestamp("requested_at").toInstant(),
                completed == null ? null : completed.toInstant(),
                completed == null ? null : seconds,
                reports,
                awaited);
    }

    private List<Report> reports(String text) {
        try {
            return json.readerForListOf(Report.class).readValue(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * What was removed where; it names nobody.
     *
     * @param tookSeconds by the clock of the machines; null until it is complete
     * @param awaited who has not reported yet
     */
    public record Certificate(
            RemovalId removal,
            RemovalScope scope,
            @Nullable Purpose purpose,
            Instant requestedAt,
            @Nullable Instant completedAt,
            @Nullable Double tookSeconds,
            List<Report> reports,
            List<String> awaited) {}

    /** One service's report, as counts by kind of thing. */
    public record Report(String service, JsonNode counts, Instant reportedAt) {}
}
