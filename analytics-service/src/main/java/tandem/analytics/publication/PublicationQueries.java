package tandem.analytics.publication;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.RowMapper;
import tandem.analytics.metric.MetricQueries.RemovedSince;
import tandem.runtime.page.Cursor;
import tandem.runtime.page.Keyset;
import tandem.runtime.page.Page;
import tandem.runtime.problem.CommonProblems;
import tandem.runtime.problem.Refused;
import tandem.runtime.tenant.Tenants;

/** Publications, to read about. */
@ApplicationScoped
public class PublicationQueries {
    private static final String PUBLICATION = """
            select p.publication, p.occasion, p.as_of, p.data_as_of, p.published_at, p.expires_at, f.figures, f.suppressed,
                   r.erasures, r.withdrawals
            from impact.publications p
            cross join lateral (
                select count(*) as figures, count(*) filter (where suppressed) as suppressed, min(as_of) as oldest
                from impact.figures f where f.tenant = p.tenant and f.publication = p.publication) f
            cross join lateral (
                select count(*) filter (where purpose is null) as erasures, count(*) filter (where purpose is not null) as withdrawals
                from removals r
                where r.tenant = p.tenant and r.known_to = 'infinity' and r.known_from > coalesce(f.oldest, p.as_of)) r
            where p.tenant = :tenant and\s""";

    private static final RowMapper<Publication> MAPPER = (row, context) -> new Publication(
            row.getObject("publication", UUID.class),
            Occasion.valueOf(row.getString("occasion")),
            instant(row, "as_of"),
            instant(row, "data_as_of"),
            instant(row, "published_at"),
            instant(row, "expires_at"),
            row.getLong("figures"),
            row.getLong("suppressed"),
            new RemovedSince(row.getLong("erasures"), row.getLong("withdrawals")));

    private final Jdbi jdbi;
    private final Tenants tenants;

    PublicationQueries(Jdbi jdbi, Tenants tenants) {
        this.jdbi = jdbi;
        this.tenants = tenants;
    }

    /** The newest first. */
    @Transactional
    public Page<Publication> page(Optional<Cursor> after, int limit) {
        return jdbi.withHandle(handle -> Keyset.newestFirst(
                handle.createQuery(PUBLICATION + "p.publication < :after order by p.publication desc limit :rows")
                        .bind("tenant", tenants.current()),
                after,
                limit,
                MAPPER,
                Publication::id));
    }

    @Transactional
    public Publication get(UUID id) {
        return jdbi.withHandle(handle -> handle.createQuery(PUBLICATION + "p.publication = :id")
                        .bind("tenant", tenants.current())
                        .bind("id", id)
                        .map(MAPPER)
                        .findOne())
                .orElseThrow(() -> new Refused(CommonProblems.NOT_FOUND, "No such publication; it may have expired"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
