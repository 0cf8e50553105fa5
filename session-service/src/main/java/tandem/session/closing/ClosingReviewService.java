package tandem.session.closing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import tandem.events.EngagementId;
import tandem.events.Party;
import tandem.events.PersonId;
import tandem.runtime.outbox.Outbox;
import tandem.runtime.problem.Refused;
import tandem.runtime.time.ProgrammeTime;
import tandem.session.engagement.Engagements;

/** Takes closing reviews. */
@ApplicationScoped
public class ClosingReviewService {

    private final ClosingReviews reviews;
    private final Engagements engagements;
    private final Outbox outbox;
    private final Clock clock;

    ClosingReviewService(ClosingReviews reviews, Engagements engagements, Outbox outbox, @ProgrammeTime Clock clock) {
        this.reviews = reviews;
        this.engagements = engagements;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** One side reviews an engagement that ends, once. */
    @Transactional
    public void submit(PersonId by, EngagementId id, @Nullable Integer rating, int goalsMet, int goals) {
        var engagement = engagements.get(id, by);
        var party = engagement.sideOf(by).orElseThrow();
        if (goalsMet > goals) {
            throw new Refused(ClosingProblems.FAULTY, "More goals were met than there were");
        }
        if (rating != null && party == Party.PROVIDER) {
            throw new Refused(ClosingProblems.FAULTY, "A provider rates nobody");
        }
        var now = clock.instant();
        if (!engagement.isClosing(LocalDate.ofInstant(now, ZoneOffset.UTC))) {
            throw new Refused(
                    ClosingProblems.NOT_CLOSING,
                    "It is reviewed from four weeks before its end to four weeks after it");
        }
        var review = new ClosingReview(id, party, rating, goalsMet, goals, now);
        if (!reviews.add(review)) {
            throw new Refused(ClosingProblems.SUBMITTED, "A review is final");
        }
        outbox.append(review.submitted());
    }
}
