package tandem.matching.removal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;
import tandem.events.EndReason;
import tandem.events.IntakeEvent.ConsentWithdrawn;
import tandem.events.IntakeEvent.EmploymentEnded;
import tandem.events.IntakeEvent.ErasureRequested;
import tandem.events.MatchingEvent.RemovalReported;
import tandem.events.PersonId;
import tandem.events.RemovalScope;
import tandem.matching.engagement.EngagementService;
import tandem.matching.group.GroupService;
import tandem.matching.match.Matches;
import tandem.matching.profile.Absences.Reason;
import tandem.matching.profile.ErasedPeople;
import tandem.matching.profile.ProfileService;
import tandem.matching.provider.ProviderService;
import tandem.matching.waitlist.WaitlistService;
import tandem.runtime.audit.AuditTrail;
import tandem.runtime.mail.Mailer;
import tandem.runtime.outbox.Outbox;
import tandem.runtime.time.ProgrammeTime;

/** Ends and removes what has lost its reason, and reports under the removal what that was. */
@ApplicationScoped
public class RemovalService {

    private static final int DEPARTURES_PER_TRANSACTION = 50;
    private static final String EMPLOYMENT_ENDED = Reason.EMPLOYMENT_ENDED.name();

    private final Parts parts;
    private final People people;
    private final Departures departures;
    private final ErasedPeople erased;
    private final AuditTrail trail;
    private final Mailer mailer;
    private final Outbox outbox;
    private final Clock clock;

    RemovalService(
            Parts parts,
            People people,
            Departures departures,
            ErasedPeople erased,
            AuditTrail trail,
            Mailer mailer,
            Outbox outbox,
            @ProgrammeTime Clock clock) {
        this.parts = parts;
        this.people = people;
        this.departures = departures;
        this.erased = erased;
        this.trail = trail;
        this.mailer = mailer;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Every part of the service that holds something about people. */
    @ApplicationScoped
    static class Parts {
        private final ProfileService profiles;
        private final GroupService groups;
        private final ProviderService providers;
        private final Matches matches;
        private final EngagementService engagements;
        private final WaitlistService waitlist;

        Parts(
                ProfileService profiles,
                GroupService groups,
                ProviderService providers,
                Matches matches,
                EngagementService engagements,
                WaitlistService waitlist) {
            this.profiles = profiles;
            this.groups = groups;
            this.providers = providers;
            this.matches = matches;
            this.engagements = engagements;
            this.waitlist = waitlist;
        }

        ProfileService profiles() {
            return profiles;
        }

        GroupService groups() {
            return groups;
        }

        ProviderService providers() {
            return providers;
        }

        Matches matches() {
            return matches;
        }

        EngagementService engagements() {
            return engagements;
        }

        WaitlistService waitlist() {
            return waitlist;
        }
    }

    /** What the purpose carried goes; for purposes that carried nothing here the report is empty, and it is still made. */
    @Transactional
    public void withdrawn(ConsentWithdrawn event) {
        var counts = switch (event.purpose()) {
            case MATCHING -> matchingWithdrawn(event);
            case PROGRAMME -> left(event.person());
            case FAIRNESS -> parts.groups().withdrawn(event.person(), event.consentVersion());
            case CALENDAR, IMPACT, COMPARISON, HANDOFF_DETAIL, NOTE_SHARING, RECOGNITION -> Map.<String, Integer>of();
        };
        outbox.append(new RemovalReported(event.person(), event.removal(), RemovalScope.PURPOSE, counts));
    }

    /** An end of employment is no removal: nothing new is proposed at once, and what runs ends on the last day. */
    @Transactional
    public void employmentEnded(EmploymentEnded event) {
        var person = event.person();
        if (erased.contains(person)) {
            return;
        }
        parts.providers().holdIfProvider(person, EMPLOYMENT_ENDED);
        parts.profiles().leaves(person, event.effectiveOn());
        parts.waitlist().leave(person);
        if (event.effectiveOn().isAfter(today())) {
            departures.put(person, event.effectiveOn());
        } else {
            parts.engagements().endAll(person, EndReason.EMPLOYMENT_ENDED, event.effectiveOn());
        }
        parts.matches().withdraw(person, EMPLOYMENT_ENDED, clock.instant());
    }

    /**
     * Away for a while: what nobody has approved yet would wait for an answer that does not come, so it goes, and a run proposes
     * anew after the return. What is approved or runs is for the two sides to decide.
     */
    @Transactional
    public void wentOnLeave(PersonId person, LocalDate since) {
        parts.profiles().wentOnLeave(person, since);
        parts.matches().withdrawUndecided(person, Reason.ON_LEAVE.name(), clock.instant());
    }

    /** Back, or not leaving after all: a last day told ahead is off. What has ended stays ended; a new run may follow. */
    @Transactional
    public void returned(PersonId person) {
        departures.remove(person);
        parts.profiles().isBack(person);
        parts.providers().releaseIfHeldFor(person, EMPLOYMENT_ENDED);
    }

    /** Ends what runs of people whose last day has come, a bounded number at a time; answers whether there may be more. */
    @Transactional
    public boolean depart(LocalDate day) {
        var leaving = departures.take(day, DEPARTURES_PER_TRANSACTION);
        leaving.forEach(one -> parts.engagements().endAll(one.person(), EndReason.EMPLOYMENT_ENDED, one.leavesOn()));
        return leaving.size() == DEPARTURES_PER_TRANSACTION;
    }

    /** Everything ends; what has to stay for the counts stays under the stand-in. */
    @Transactional
    public void erased(ErasureRequested event) {
        var person = event.person();
        erased.add(person, event.erasedAs());
        var counts = new TreeMap<String, Integer>();
        counts.put("engagementsEnded", parts.engagements().endAll(person, EndReason.ERASED, today()));
        counts.putAll(parts.providers().erased(person));
        counts.put("waiting", parts.waitlist().leave(person));
        counts.put("proposals", parts.matches().withdraw(person, "ERASED", clock.instant()));
        counts.put("departures", departures.remove(person));
        counts.put("auditReferences", trail.forget(person));
        counts.put("mails", mailer.forget(person));
        counts.putAll(parts.profiles().erased(person));
        counts.putAll(parts.groups().erased(person));
        counts.putAll(people.replace(person, event.erasedAs()));
        outbox.append(new RemovalReported(person, event.removal(), RemovalScope.PERSON, counts));
    }

    /** Open proposals go; a running engagement goes on. */
    private Map<String, Integer> matchingWithdrawn(ConsentWithdrawn event) {
        var counts = new TreeMap<String, Integer>();
        counts.put("providers", parts.providers().withdrawn(event.person()) ? 1 : 0);
        counts.put("waiting", parts.waitlist().leave(event.person()));
        counts.put("proposals", parts.matches().withdraw(event.person(), "CONSENT_WITHDRAWN", clock.instant()));
        counts.put("plans", people.leavePlans(event.person()));
        counts.putAll(parts.profiles().withdrawn(event.person(), event.consentVersion()));
        parts.providers().profileGone(event.person());
        return counts;
    }

    /** Leaving the programme ends the engagement. What MATCHING allowed goes with its own withdrawal; groups were declared for this programme. */
    private Map<String, Integer> left(PersonId person) {
        var counts = new TreeMap<String, Integer>();
        counts.put("engagementsEnded", parts.engagements().endAll(person, EndReason.LEFT_PROGRAMME, today()));
        counts.put("waiting", parts.waitlist().leave(person));
        counts.put("proposals", parts.matches().withdraw(person, "LEFT_PROGRAMME", clock.instant()));
        counts.put("absences", parts.profiles().isBack(person));
        counts.putAll(parts.groups().left(person));
        parts.providers().holdIfProvider(person, "LEFT_PROGRAMME");
        return counts;
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
