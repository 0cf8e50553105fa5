package tandem.analytics.review;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import tandem.analytics.CanonicalJson;
import tandem.analytics.pilot.PilotTemplate;
import tandem.events.ProgrammeId;
import tandem.runtime.tenant.Tenants;

/** Reviews as they were taken; each once, none is ever changed. */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
class Reviews {

    private final Jdbi jdbi;
    private final Tenants tenants;

    Reviews(Jdbi jdbi, Tenants tenants) {
        this.jdbi = jdbi;
        this.tenants = tenants;
    }

    /** A review whose day has come. */
    record DueReview(ProgrammeId programme, String review, LocalDate dueOn) {}

    static List<String> names() {
        return PilotTemplate.TWENTY_FOUR_WEEKS.reviews().stream()
                .map(PilotTemplate.Review::review)
                .toList();
    }

    static List<Integer> days() {
        return PilotTemplate.TWENTY_FOUR_WEEKS.reviews().stream()
                .map(PilotTemplate.Review::days)
                .toList();
    }

    Optional<DueReview> nextDue(LocalDate day) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select p.programme, r.review, p.starts_on + r.days as due_on
                        from pilots p
                        cross join unnest(:reviews, :days) r (review, days)
                        where p.tenant = :tenant and p.starts_on + r.days <= :day
                          and not exists (
                            select from pilot_reviews t
                            where t.tenant = p.tenant and t.programme = p.programme and t.review = r.review)
                        order by due_on, p.programme limit 1 for update of p skip locked""")
                .bind("tenant", tenants.current())
                .bindArray("reviews", String.class, names())
                .bindArray("days", Integer.class, days())
                .bind("day", day)
                .map((row, context) -> new DueReview(
                        new ProgrammeId(row.getObject("programme", UUID.class)),
                        row.getString("review"),
                        row.getObject("due_on", LocalDate.class)))
                .findOne());
    }

    void add(DueReview review, CanonicalJson figures, Instant at) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into pilot_reviews (tenant, programme, review, due_on, snapshot, content_hash, taken_at)
                        values (:tenant, :programme, :review, :dueOn, :snapshot, :hash, :at)""")
                .bind("tenant", tenants.current())
                .bind("programme", review.programme())
                .bind("review", review.review())
                .bind("dueOn", review.dueOn())
                .bind("snapshot", figures.text())
                .bind("hash", figures.hash())
                .bind("at", at.atOffset(ZoneOffset.UTC))
                .execute());
    }
}
