package tandem.intake.removal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import tandem.events.Purpose;
import tandem.events.RemovalId;
import tandem.events.RemovalScope;
import tandem.runtime.tenant.Tenants;

/** Reads certificates. */
@ApplicationScoped
public class RemovalQueries {

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
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select r.id, r.scope, r.purpose, r.requested_at, r.completed_at, r.awaits,
                               (select coalesce(jsonb_agg(jsonb_build_object(
                                           'service', p.service, 'counts', p.counts, 'reportedAt', p.reported_at)
                                           order by p.service), '[]')
                                  from removal_report p where p.tenant = r.tenant and p.removal = r.id) as reports
                          from removal r
                         where r.tenant = :tenant and r.id = :removal""")
                .bind("tenant", tenants.current())
                .bind("removal", removal)
                .map((row, context) -> {
                    var reports = reports(row.getString("reports"));
                    var awaited = new ArrayList<>(
                            List.of((String[]) row.getArray("awaits").getArray()));
                    reports.forEach(report -> awaited.remove(report.service()));
                    var purpose = row.getString("purpose");
                    var completed = row.getTimestamp("completed_at");
                    return new Certificate(
                            removal,
                            RemovalScope.valueOf(row.getString("scope")),
                            purpose == null ? null : Purpose.valueOf(purpose),
                            row.getTimestamp("requested_at").toInstant(),
                            completed == null ? null : completed.toInstant(),
                            reports,
                            awaited);
                })
                .findOne());
    }

    private List<Report> reports(String text) {
        try {
            return json.readerForListOf(Report.class).readValue(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What was removed where; it names nobody. {@code awaited} lists who has not reported yet. */
    public record Certificate(
            RemovalId removal,
            RemovalScope scope,
            @Nullable Purpose purpose,
            Instant requestedAt,
            @Nullable Instant completedAt,
            List<Report> reports,
            List<String> awaited) {}

    /** One service's report, as counts by kind of thing. */
    public record Report(String service, JsonNode counts, Instant reportedAt) {}
}
