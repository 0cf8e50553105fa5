package tandem.session.checkin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tandem.events.CheckInKind;
import tandem.events.PersonId;
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
    private final TellingService telling;
    private final Outbox outbox;

    ConclusionService(
            CheckIns checkIns,
            Invitees invitees,
            CheckInPlans plans,
            AnswerBook book,
            Links links,
            TellingService telling,
            Outbox outbox) {
        this.checkIns = checkIns;
        this.invitees = invitees;
        this.plans = plans;
        this.book = book;
        this.links = links;
        this.telling = telling;
        this.outbox = outbox;
    }

    /** Closes some of the check-ins whose last day is over, or that wait for nobody; answers whether there may be more. */
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
        telling.tell(checkIn, Respondent.RATER, Result.told(kept, plan.threshold(), SHUFFLE));
        var asked = invitees.of(checkIn.id());
        var before = baseline(checkIn);
        asked.stream()
                .collect(Collectors.groupingBy(
                        Invitee::role, () -> new EnumMap<>(Respondent.class), Collectors.toList()))
                .forEach((role, people) -> outbox.append(checkIn.closed(
                        role, people.size(), answered(people).size(), today, again(answered(people), before))));
        asked.forEach(this::letGo);
        checkIn.close();
    }

    /** No answer is waited for any more. */
    void letGo(Invitee invitee) {
        invitee.miss();
        links.revoke(OpeningService.FORM, invitee.id());
    }

    /** Who answered the baseline a follow-up is compared with; null for what follows up on nothing. */
    private @Nullable Set<PersonId> baseline(CheckIn checkIn) {
        return checkIn.kind() != CheckInKind.FOLLOW_UP_360
                ? null
                : checkIns.first(checkIn.engagement(), CheckInKind.BASELINE_360)
                        .map(baseline -> answered(invitees.of(baseline.id())))
                        .orElse(Set.of());
    }

    private static @Nullable Integer again(Set<PersonId> answered, @Nullable Set<PersonId> before) {
        return before == null
                ? null
                : (int) answered.stream().filter(before::contains).count();
    }

    private static Set<PersonId> answered(List<Invitee> people) {
        return people.stream()
                .filter(Invitee::hasAnswered)
                .map(Invitee::person)
                .collect(Collectors.toUnmodifiableSet());
    }
}
