package tandem.analytics.review;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import tandem.analytics.CanonicalJson;
import tandem.analytics.pilot.Pilots;
import tandem.events.ProgrammeId;
import tandem.runtime.tenant.Tenants;

/** Reviews, to read. */
@ApplicationScoped
public class ReviewQueries {

    private final Jdbi jdbi;
    private final Tenants tenants;
    private final Pilots pilots;

    ReviewQueries(Jdbi jdbi, Tenants tenants, Pilots pilots) {
        this.jdbi = jdbi;
        this.tenants = tenants;
        this.pilots = pilots;
    }

    /**
     * A figure as it was.
     *
     * @param slice the kind it is about; null for the whole programme
     * @param n people it is about, or that they are too few
     */
    public record Figure(
            String metric,
            int version,
            @Nullable String slice,
            boolean suppressed,
            @Nullable BigDecimal value,
            @Nullable Long numerator,
            @Nullable Long denominator,
            String n) {}

    /** All figures of a review, as they are hashed. */
    public record Figures(List<Figure> figures) {
        public Figures {
            figures = List.copyOf(figures);
        }
    }

    /** A review: what was known at the beginning of its day. */
    public record ReviewView(
            String review, LocalDate dueOn, Instant takenAt, String contentHash, List<Figure> figures) {}

    /** The reviews of a pilot so far, the first one first. */
    public record ReviewsView(ProgrammeId programme, List<ReviewView> reviews) {}

    @Transactional
    public ReviewsView of(ProgrammeId programme) {
        pilots.get(programme);
        return new ReviewsView(
                programme,
                jdbi.withHandle(handle -> handle.createQuery("""
                        select review, due_on, taken_at, content_hash, snapshot from pilot_reviews
                        where tenant = :tenant and programme = :programme order by due_on, review""")
                        .bind("tenant", tenants.current())
                        .bind("programme", programme)
                        .map((row, context) -> new ReviewView(
                                row.getString("review"),
                                row.getObject("due_on", LocalDate.class),
                                row.getObject("taken_at", OffsetDateTime.class).toInstant(),
                                row.getString("content_hash"),
                                new CanonicalJson(row.getString("snapshot"))
                                        .as(Figures.class)
                                        .figures()))
                        .list()));
    }
}
