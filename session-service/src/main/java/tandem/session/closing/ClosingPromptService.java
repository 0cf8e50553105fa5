package tandem.session.closing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import tandem.events.Party;
import tandem.runtime.mail.Mailer;
import tandem.session.closing.ClosingPrompts.Side;
import tandem.session.engagement.Engagement;
import tandem.session.engagement.Engagements;
import tandem.session.prompt.PromptKind;
import tandem.session.prompt.PromptingService;
import tandem.session.rule.Closing;

/** Asks each side of an engagement that ends for its review (R122), as far as the cap and the quiet hours allow. */
@ApplicationScoped
public class ClosingPromptService {

    private final ClosingPrompts closingPrompts;
    private final Engagements engagements;
    private final PromptingService prompts;
    private final Mailer mailer;

    ClosingPromptService(
            ClosingPrompts closingPrompts, Engagements engagements, PromptingService prompts, Mailer mailer) {
        this.closingPrompts = closingPrompts;
        this.engagements = engagements;
        this.prompts = prompts;
        this.mailer = mailer;
    }

    /** Looks at some of the sides whose turn it is; answers whether there may be more. */
    @Transactional
    boolean ask(Instant now) {
        var today = day(now);
        var due = closingPrompts.dueBetween(Closing.earliestEnd(today), Closing.latestEnd(today), now);
        due.forEach(side -> look(side, engagements.get(side.engagement()), now));
        return !due.isEmpty();
    }

    private void look(Side side, Engagement engagement, Instant now) {
        var ended = engagement.endedOn();
        var endsOn = ended == null ? engagement.plannedEndOn() : ended;
        var days = Closing.askedOn(engagement.plannedEndOn(), ended);
        var reached = (int) days.stream().filter(day -> !day.isAfter(day(now))).count();
        if (!engagement.isSeenThrough() || engagement.kind().isArranged()) {
            closingPrompts.put(side.engagement(), side.party(), endsOn, side.asked(), null);
        } else if (reached <= side.asked()) {
            closingPrompts.put(
                    side.engagement(),
                    side.party(),
                    endsOn,
                    side.asked(),
                    side.asked() < days.size() ? start(days.get(side.asked())) : null);
        } else {
            prompt(side, engagement, endsOn, days.get(reached - 1), reached, now);
        }
    }

    private void prompt(Side side, Engagement engagement, LocalDate endsOn, LocalDate dueOn, int reached, Instant now) {
        var isLeader = side.party() == Party.LEADER;
        var person = isLeader ? engagement.leader() : engagement.provider();
        var admission = prompts.admit(person, engagement.programme(), PromptKind.CLOSING_REVIEW, start(dueOn), now);
        if (admission.isAdmitted()) {
            mailer.queue(
                    person,
                    side.asked() == 0 ? "closing-review" : "closing-review-again",
                    Map.of(
                            "engagement",
                            engagement.id().toString(),
                            "until",
                            Closing.until(endsOn).toString(),
                            Mailer.ABOUT,
                            (isLeader ? engagement.provider() : engagement.leader()).toString()));
        }
        // asked: looked at again at once, to find the next day
        closingPrompts.put(
                side.engagement(),
                side.party(),
                endsOn,
                admission.isAdmitted() ? reached : side.asked(),
                admission.at());
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static LocalDate day(Instant now) {
        return LocalDate.ofInstant(now, ZoneOffset.UTC);
    }
}
