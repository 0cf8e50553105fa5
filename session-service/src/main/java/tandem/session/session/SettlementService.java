package tandem.session.session;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import tandem.events.SessionEvent.SessionHeld;
import tandem.runtime.outbox.Outbox;
import tandem.session.SessionConfig;
import tandem.session.engagement.EngagementService;
import tandem.session.engagement.Engagements;
import tandem.session.engagement.ProgrammeTerms;

/** Settles sessions that are over: at once on strong evidence, after a grace on weaker. */
@ApplicationScoped
public class SettlementService {

    private final Sessions sessions;
    private final Engagements engagements;
    private final EngagementService engagementService;
    private final ProgrammeTerms terms;
    private final Outbox outbox;
    private final Duration grace;

    SettlementService(
            Sessions sessions,
            Engagements engagements,
            EngagementService engagementService,
            ProgrammeTerms terms,
            Outbox outbox,
            SessionConfig config) {
        this.sessions = sessions;
        this.engagements = engagements;
        this.engagementService = engagementService;
        this.terms = terms;
        this.outbox = outbox;
        this.grace = config.settlementGrace();
    }

    /** How long a session past its end waits for the other side. */
    Duration grace() {
        return grace;
    }

    /** Tells the verdict on a session if there is one to tell. */
    @Transactional
    public void settle(Session session, Instant now) {
        var programme = engagements.get(session.engagement()).programme();
        session.settle(terms.of(programme), grace, now).ifPresent(verdict -> {
            outbox.append(verdict);
            if (verdict instanceof SessionHeld held) {
                engagementService.heard(held.engagement(), held.endsAt());
            }
        });
    }

    /** Looks at some of the sessions whose grace is over; answers whether there may be more. */
    @Transactional
    boolean settleDue(Instant now) {
        var due = sessions.dueAt(now);
        due.forEach(session -> settle(session, now));
        return !due.isEmpty();
    }
}
