package tandem.session.sponsorship;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import tandem.runtime.mail.Mailer;
import tandem.session.engagement.Engagement;
import tandem.session.engagement.Engagements;
import tandem.session.rule.SponsorClock.Reminder;

/** Queues a mail to the mentor, while the mentoring runs. */
@ApplicationScoped
public class SponsorReminderService {

    private final SponsorActions actions;
    private final Engagements engagements;
    private final Mailer mailer;

    SponsorReminderService(SponsorActions actions, Engagements engagements, Mailer mailer) {
        this.actions = actions;
        this.engagements = engagements;
        this.mailer = mailer;
    }

    /** Reminds of some of the actions that are due to be reminded of; answers whether there may be more. */
    @Transactional
    boolean remind(LocalDate today) {
        var due = actions.toRemindOf(today);
        for (var action : due) {
            var running = engagements
                    .find(action.engagementId())
                    .filter(Engagement::isRunning)
                    .isPresent();
            action.remind(today).filter(_ -> running).ifPresent(reminder -> tell(action, reminder));
        }
        return !due.isEmpty();
    }

    private void tell(SponsorAction action, Reminder reminder) {
        mailer.queue(
                action.provider(),
                "sponsor-" + reminder.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                Map.of(
                        "engagement", action.engagementId().toString(),
                        "kind", action.kind().name(),
                        "due", action.clock().deadline().orElseThrow().toString()));
    }
}
