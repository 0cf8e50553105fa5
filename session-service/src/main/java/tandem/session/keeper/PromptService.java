package tandem.session.keeper;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tandem.events.Party;
import tandem.events.PersonId;
import tandem.runtime.Ids;
import tandem.runtime.mail.Mailer;
import tandem.session.engagement.Engagement;
import tandem.session.prompt.PromptKind;
import tandem.session.prompt.PromptingService;
import tandem.session.rule.Stall;

/**
 * Asks both sides of a quiet pair, and says why. Who has had enough mail, is away or asleep finds the prompt in the list at once and in
 * the mail when there is room, unless the silence is over by then.
 */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
class PromptService {

    private final Prompts prompts;
    private final PromptingService allowance;
    private final Mailer mailer;

    PromptService(Prompts prompts, PromptingService allowance, Mailer mailer) {
        this.prompts = prompts;
        this.allowance = allowance;
        this.mailer = mailer;
    }

    void ask(Stall.Step step, Engagement engagement, List<Stall.Reason> reasons, Instant now) {
        for (var party : Party.values()) {
            var person = party == Party.LEADER ? engagement.leader() : engagement.provider();
            prompts.add(new Prompt(
                    Ids.next(), engagement.id(), engagement.silentSince(), step, party, person, now, reasons));
        }
    }

    /** Mails some of those for whom there is room by now; answers whether there may be more. */
    boolean mail(Instant now) {
        var waiting = prompts.waiting(now);
        for (var one : waiting) {
            var prompt = one.prompt();
            if (one.isOver()) {
                prompts.settle(prompt.id(), false, null);
                continue;
            }
            var admission = allowance.admit(prompt.person(), one.programme(), PromptKind.KEEPER, one.dueAt(), now);
            if (admission.isAdmitted()) {
                mailer.queue(prompt.person(), template(prompt.step()), codes(prompt));
                prompts.settle(prompt.id(), true, null);
            } else {
                prompts.settle(prompt.id(), false, admission.at());
            }
        }
        return !waiting.isEmpty();
    }

    /** Nobody can be asked any more; answers how many prompts there were. */
    int erase(PersonId person) {
        return prompts.remove(person);
    }

    private static String template(Stall.Step step) {
        return "keeper-" + step.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Map<String, String> codes(Prompt prompt) {
        Map<String, String> codes = new HashMap<>();
        codes.put("engagement", prompt.engagement().toString());
        codes.put("prompt", prompt.id().toString());
        prompt.reasons().forEach(reason -> codes.put(reason.code().name(), Integer.toString(reason.number())));
        return codes;
    }
}
