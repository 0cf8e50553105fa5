package tandem.session.checkin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.stream.Collectors;
import tandem.events.SessionEvent.CheckInAnswered.Respondent;
import tandem.runtime.link.Links;
import tandem.runtime.outbox.Outbox;

/**
 * Closes check-ins: all that is ever said of the answers is said at this moment, once. Whoever could look before and after a late answer
 * would see it in the difference.
 */
@ApplicationScoped
public class ConclusionService {

    private static final SecureRandom SHUFFLE = new SecureRandom();

    private final CheckIns checkIns;
    private final Invitees invitees;
    private final CheckInPlans plans;
    private final AnswerBook book;
    private final Links links;
    private final Outbox outbox;

    ConclusionService(
            CheckIns checkIns, Invitees invitees, CheckInPlans plans, AnswerBook book, Links links, Outbox outbox) {
        this.checkIns = checkIns;
        this.invitees = invitees;
        this.plans = plans;
        this.book = book;
        this.links = links;
        this.outbox = outbox;
    }

    /** Closes some of the check-ins whose last day is over; answers whether there may be more. */
    @Transactional
    boolean closeOver(LocalDate today) {
        var over = checkIns.overOn(today);
        over.forEach(checkIn -> close(checkIn, today));
        return !over.isEmpty();
    }

    private void close(CheckIn checkIn, LocalDate today) {
        var plan = plans.of(checkIn);
        var kept = book.of(checkIn);
        book.close(checkIn, Result.of(plan.of(checkIn.kind()).orElseThrow(), kept, plan.threshold()));
        Result.told(kept, plan.threshold(), SHUFFLE)
                .forEach(answers -> outbox.append(checkIn.answered(Respondent.RATER, answers)));
        var asked = invitees.of(checkIn.id());
        asked.stream()
                .collect(Collectors.groupingBy(
                        Invitee::role, () -> new EnumMap<>(Respondent.class), Collectors.toList()))
                .forEach((role, people) -> outbox.append(checkIn.closed(role, people.size(), answered(people), today)));
        asked.forEach(this::letGo);
        checkIn.close();
    }

    /** No answer is waited for any more. */
    void letGo(Invitee invitee) {
        invitee.miss();
        links.revoke(OpeningService.FORM, invitee.id());
    }

    private static int answered(List<Invitee> people) {
        return (int) people.stream().filter(Invitee::hasAnswered).count();
    }
}
