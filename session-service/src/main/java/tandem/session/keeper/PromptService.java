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

/** Asks both sides of a quiet pair, and says why. Who has had enough mail finds the prompt in the list alone. */
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
            var mailed = allowance.admitNow(person, engagement.programme(), PromptKind.KEEPER, now);
            var prompt = new Prompt(
                    Ids.next(), engagement.id(), engagement.silentSince(), step, party, person, now, mailed, reasons);
            if (prompts.add(prompt) && mailed) {
                mailer.queue(person, template(step), codes(prompt));
            }
        }
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
