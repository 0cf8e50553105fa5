package tandem.session.removal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import tandem.events.IntakeEvent.ConsentWithdrawn;
import tandem.events.IntakeEvent.ErasureRequested;
import tandem.events.MatchingEvent.EngagementEnded;
import tandem.events.Purpose;
import tandem.events.RemovalScope;
import tandem.events.SessionEvent.RemovalReported;
import tandem.runtime.audit.AuditTrail;
import tandem.runtime.mail.Mailer;
import tandem.runtime.outbox.Outbox;
import tandem.session.calendar.LettingGoService;
import tandem.session.checkin.CheckInService;
import tandem.session.connection.ConnectionService;
import tandem.session.engagement.EngagementService;
import tandem.session.engagement.Engagements;
import tandem.session.prompt.PromptingService;
import tandem.session.session.MeetingService;
import tandem.session.sponsorship.SponsorActionService;

/** Lets go of calendars, ends engagements and forgets people. Every withdrawal and erasure is reported, also when nothing was held. */
@ApplicationScoped
public class RemovalService {

    private final Engagements engagements;
    private final EngagementService engagementService;
    private final LettingGoService calendars;
    private final ConnectionService connections;
    private final MeetingService sessions;
    private final SponsorActionService sponsorActions;
    private final Holdings holdings;
    private final PromptingService prompts;
    private final CheckInService checkIns;
    private final Arrangements arrangements;
    private final AuditTrail trail;
    private final Mailer mailer;
    private final Outbox outbox;

    RemovalService(
            Engagements engagements,
            EngagementService engagementService,
            LettingGoService calendars,
            ConnectionService connections,
            MeetingService sessions,
            SponsorActionService sponsorActions,
            Holdings holdings,
            PromptingService prompts,
            CheckInService checkIns,
            Arrangements arrangements,
            AuditTrail trail,
            Mailer mailer,
            Outbox outbox) {
        this.engagements = engagements;
        this.engagementService = engagementService;
        this.calendars = calendars;
        this.connections = connections;
        this.sessions = sessions;
        this.sponsorActions = sponsorActions;
        this.holdings = holdings;
        this.prompts = prompts;
        this.checkIns = checkIns;
        this.arrangements = arrangements;
        this.trail = trail;
        this.mailer = mailer;
        this.outbox = outbox;
    }

    /** The engagement is over: what was to come is cancelled, and no calendar is followed for it. */
    @Transactional
    public void end(EngagementEnded ended, Instant at) {
        engagementService.end(ended);
        sessions.end(ended.engagement(), at);
        calendars.letGo(ended.engagement());
    }

    /** The purpose no longer holds. Of CALENDAR the feed is cut; sessions stay and are kept by hand. */
    @Transactional
    public void withdraw(ConsentWithdrawn withdrawn) {
        Map<String, Integer> counts = new TreeMap<>(holdings.withdraw(withdrawn));
        if (withdrawn.purpose() == Purpose.PROGRAMME) {
            arrangements
                    .leave(withdrawn.person(), withdrawn.consentVersion())
                    .forEach((what, count) -> countIfAny(counts, what, count));
        }
        if (withdrawn.purpose() == Purpose.CALENDAR) {
            engagementService.withdrawCalendar(withdrawn.person(), withdrawn.consentVersion());
            countIfAny(counts, "calendarConnections", connections.cutAll(withdrawn.person()));
            for (var engagement : engagements.of(withdrawn.person())) {
                var released = calendars.letGo(engagement.id());
                counts.merge("calendarMeetings", released.meetings(), Integer::sum);
                counts.merge("suggestions", released.suggestions(), Integer::sum);
                counts.merge("sessionsUnbound", released.sessions(), Integer::sum);
            }
        }
        outbox.append(new RemovalReported(withdrawn.person(), withdrawn.removal(), RemovalScope.PURPOSE, counts));
    }

    /** The person is forgotten: a stand-in takes the place, what was to come is cancelled. */
    @Transactional
    public void erase(ErasureRequested erasure, Instant at) {
        Map<String, Integer> counts = new TreeMap<>();
        for (var engagement : engagements.lockOf(erasure.person())) {
            counts.merge("sessionsCancelled", sessions.end(engagement.id(), at), Integer::sum);
            counts.merge("calendarMeetings", calendars.letGo(engagement.id()).meetings(), Integer::sum);
        }
        counts.putAll(holdings.erase(erasure.person()));
        countIfAny(counts, "calendarConnections", connections.forget(erasure.person()));
        counts.putAll(arrangements.erase(erasure.person(), erasure.erasedAs()));
        counts.put("sponsorActions", sponsorActions.erase(erasure.person(), erasure.erasedAs()));
        counts.put("promptTimes", prompts.erase(erasure.person()));
        counts.put("checkIns", checkIns.erase(erasure.person(), erasure.erasedAs()));
        counts.put("auditReferences", trail.forget(erasure.person()));
        counts.put("mails", mailer.forget(erasure.person()));
        counts.put("engagements", engagementService.erase(erasure.person(), erasure.erasedAs()));
        outbox.append(new RemovalReported(erasure.person(), erasure.removal(), RemovalScope.PERSON, counts));
    }

    private static void countIfAny(Map<String, Integer> counts, String what, int count) {
        if (count > 0) {
            counts.put(what, count);
        }
    }
}
