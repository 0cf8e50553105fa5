package tandem.session.checkin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import tandem.runtime.link.Links;
import tandem.runtime.mail.Mailer;
import tandem.session.prompt.PromptKind;
import tandem.session.prompt.PromptingService;

/** Asks and reminds by mail, as far as the cap and the quiet hours allow. */
@ApplicationScoped
public class AskingService {

    private final Invitees invitees;
    private final CheckIns checkIns;
    private final CheckInPlans plans;
    private final PromptingService prompts;
    private final Mailer mailer;

    AskingService(Invitees invitees, CheckIns checkIns, CheckInPlans plans, PromptingService prompts, Mailer mailer) {
        this.invitees = invitees;
        this.checkIns = checkIns;
        this.plans = plans;
        this.prompts = prompts;
        this.mailer = mailer;
    }

    /** Prompts some of those who are due; answers whether there may be more. */
    @Transactional
    boolean promptDue(Instant now) {
        var due = invitees.promptedAt(now);
        due.forEach(invitee -> prompt(invitee, now));
        return !due.isEmpty();
    }

    private void prompt(Invitee invitee, Instant now) {
        var checkIn = checkIns.get(invitee.checkIn());
        var admission =
                prompts.admit(invitee.person(), checkIn.programme(), PromptKind.CHECK_IN, invitee.promptDueAt(), now);
        if (admission.isAdmitted()) {
            mailer.queue(invitee.person(), template(invitee), codes(checkIn, invitee));
            invitee.prompted(now, plans.definitionOf(checkIn));
        } else {
            invitee.postpone(admission.at());
        }
    }

    /** Whoever has an account is led to it, everybody else to the form, and told whom it is about. */
    private static String template(Invitee invitee) {
        var way = invitee.link() == null ? "check-in" : "check-in-form";
        return invitee.isFirstPrompt() ? way : way + "-again";
    }

    private static Map<String, String> codes(CheckIn checkIn, Invitee invitee) {
        var codes = new HashMap<>(Map.of(
                "checkIn", checkIn.id().toString(),
                "kind", checkIn.kind().name(),
                "respondent", invitee.role().name(),
                "closesOn", checkIn.closesOn().toString()));
        var link = invitee.link();
        if (link != null) {
            codes.put(Links.CODE, link.toString());
            codes.put(Mailer.ABOUT, checkIn.leader().toString());
        }
        return codes;
    }
}
