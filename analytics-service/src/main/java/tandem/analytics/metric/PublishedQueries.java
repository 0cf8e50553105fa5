package tandem.analytics.metric;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import tandem.analytics.metric.MetricQueries.Cell;
import tandem.analytics.metric.MetricQueries.Question;
import tandem.analytics.metric.MetricQueries.RemovedSince;
import tandem.runtime.page.Cursor;
import tandem.runtime.page.Page;
import tandem.runtime.tenant.Tenants;

/** Figures as a publication tells them. Nothing is computed here, so nothing can be told that was not published. */
@ApplicationScoped
public class PublishedQueries {
    private static final String EDITION = """
            select publication, as_of, data_as_of, made_at
            from impact.publications
            where tenant = :tenant and (:id::uuid is null or publication = :id)
              and (:asOf::timestamptz is null or as_of <= :asOf)
            order by published_at desc, publication desc limit 1""";

    private static final String CELLS = """
            select programme, track, week, numerator as hits, denominator as total, people, least_people as k, suppressed, mix,
                   median_seconds, p95_seconds, as_of
            from impact.figures
            where tenant = :tenant and publication = :publication and metric = :name
              and case when :programme <> '' then programme = :programme when :grain = 'PROGRAMME' then programme <> '*'
                       else programme = '*' end
              and case when :track <> '' then track = :track when :grain in ('TRACK', 'KIND') then track <> '*'
                       else track = '*' end
              and case when :grain = 'WEEK' then week <> '*' else week = '*' end
              and (programme, track, week) > (:afterProgramme, :afterTrack, :afterWeek)
            order by programme, track, week
            limit :rows""";

    private final Jdbi jdbi;
    private final Tenants tenants;

    PublishedQueries(Jdbi jdbi, Tenants tenants) {
        this.jdbi = jdbi;
        this.tenants = tenants;
    }

    /**
     * A publication, as far as one must know it to read from it.
     *
     * @param madeAt machine time
     */
    public record Edition(UUID publication, Instant asOf, Instant dataAsOf, Instant madeAt) {}

    /**
     * Some cells of a metric.
     *
     * @param computedFor earlier than the publication where too little has changed to be told
     * @param next where to go on in the same publication
     */
    public record Slice(
            Instant computedFor,
            List<Cell> cells,
            RemovedSince removedSince,
            @Nullable String next) {}

    private record At(Instant asOf, Cell cell, Cursor cursor) {}

    /** The publication of this id, or the newest, or the newest that was made as of a moment or before. */
    @Transactional
    public Optional<Edition> edition(@Nullable UUID publication, @Nullable Instant asOf) {
        return jdbi.withHandle(handle -> handle.createQuery(EDITION)
                .bind("tenant", tenants.current())
                .bind("id", publication)
                .bind("asOf", asOf == null ? null : asOf.atOffset(ZoneOffset.UTC))
                .map((row, context) -> new Edition(
                        row.getObject("publication", UUID.class),
                        instant(row, "as_of"),
                        instant(row, "data_as_of"),
                        instant(row, "made_at")))
                .findOne());
    }

    @Transactional
    public Slice slice(Question question, Edition edition, Optional<Cursor> after, int limit) {
        return jdbi.withHandle(handle -> {
            var page = Page.of(rows(handle, question, edition, after, limit), limit, At::cursor);
            var computedFor = page.items().isEmpty()
                    ? edition.asOf()
                    : page.items().getFirst().asOf();
            return new Slice(
                    computedFor,
                    page.items().stream().map(At::cell).toList(),
                    RemovedSince.of(handle, tenants.current(), computedFor),
                    page.next());
        });
    }

    private List<At> rows(Handle handle, Question question, Edition edition, Optional<Cursor> after, int limit) {
        return handle.createQuery(CELLS)
                .bind("tenant", tenants.current())
                .bind("publication", edition.publication())
                .bind("name", question.metric().name())
                .bind(
                        "programme",
                        question.programme() == null ? "" : question.programme().toString())
                .bind("track", question.track() == null ? "" : question.track().name())
                .bind("grain", question.grain().name())
                .bind("afterProgramme", after.map(cursor -> cursor.string(1)).orElse(""))
                .bind("afterTrack", after.map(cursor -> cursor.string(2)).orElse(""))
                .bind("afterWeek", after.map(cursor -> cursor.string(3)).orElse(""))
                .bind("rows", limit + 1)
                .map((row, context) -> new At(
                        instant(row, "as_of"),
                        MetricQueries.cell(question.metric(), row),
                        Cursor.of(
                                edition.publication(),
                                row.getString("programme"),
                                row.getString("track"),
                                row.getString("week"))))
                .list();
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
