package tandem.analytics.review;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import tandem.runtime.tenant.DueWork;
import tandem.runtime.time.ProgrammeJob;

/** Takes each review of a pilot on its day (R119, R134). */
@ApplicationScoped
public class ReviewJob implements ProgrammeJob {

    private static final String DUE = """
            select distinct p.tenant from pilots p
            where exists (
                select from unnest(:reviews, :days) r (review, days)
                where p.starts_on + r.days <= :day
                  and not exists (
                    select from pilot_reviews t
                    where t.tenant = p.tenant and t.programme = p.programme and t.review = r.review))""";

    private final ReviewService service;
    private final DueWork dueWork;

    ReviewJob(ReviewService service, DueWork dueWork) {
        this.service = service;
        this.dueWork = dueWork;
    }

    @Override
    public String name() {
        return "pilot-reviews";
    }

    @Override
    public void runUntil(Instant now) {
        var day = LocalDate.ofInstant(now, ZoneOffset.UTC);
        dueWork.drain(
                handle -> handle.createQuery(DUE)
                        .bindArray("reviews", String.class, Reviews.names())
                        .bindArray("days", Integer.class, Reviews.days())
                        .bind("day", day),
                () -> service.takeDue(day));
    }
}
