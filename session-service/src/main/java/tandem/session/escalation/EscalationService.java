package tandem.session.escalation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import tandem.events.EngagementId;
import tandem.events.PersonId;
import tandem.runtime.Ids;
import tandem.runtime.mail.Mailer;
import tandem.runtime.problem.Refused;
import tandem.runtime.time.ProgrammeTime;
import tandem.session.engagement.Engagement;
import tandem.session.engagement.Engagements;
import tandem.session.escalation.Escalation.Outcome;
import tandem.session.rule.Routing;
import tandem.session.rule.Routing.Office;
import tandem.session.rule.Routing.Raiser;
import tandem.session.rule.Routing.Reason;

/** Escalations: raised by a side, an office or the keeper, taken and resolved by the office they belong to. */
@ApplicationScoped
public class EscalationService {

    private final Escalations escalations;
    private final Engagements engagements;
    private final Mailer mailer;
    private final Clock clock;

    EscalationService(Escalations escalations, Engagements engagements, Mailer mailer, @ProgrammeTime Clock clock) {
        this.escalations = escalations;
        this.engagements = engagements;
        this.mailer = mailer;
        this.clock = clock;
    }

    /**
     * Somebody escalates.
     *
     * @param offices of the caller; who is neither a side nor of an office knows of no engagement
     */
    @Transactional
    public UUID raise(PersonId by, Set<Office> offices, EngagementId id, Routing.Type type, Reason reason) {
        var engagement = offices.isEmpty() ? engagements.get(id, by) : engagements.get(id);
        var raiser = engagement.sideOf(by).map(Raiser::of).orElse(Raiser.OFFICE);
        if (escalations.isOpen(id, reason, raiser)) {
            throw new Refused(EscalationProblems.THERE, "It is open as " + reason);
        }
        var escalation = Escalation.raise(Ids.next(), engagement, type, reason, raiser, clock.instant());
        escalations.persist(escalation);
        return escalation.id();
    }

    /** The keeper escalates the silence that is on, once; the named human is written to. */
    @Transactional
    public void raiseQuiet(Engagement engagement, Optional<PersonId> human, Instant now) {
        if (!escalations.isRaised(engagement.id(), engagement.silentSince())) {
            var escalation = Escalation.quiet(Ids.next(), engagement, human, now);
            escalations.persist(escalation);
            human.ifPresent(person -> mailer.queue(
                    person,
                    "keeper-escalation",
                    Map.of(
                            "escalation",
                            escalation.id().toString(),
                            "engagement",
                            engagement.id().toString())));
        }
    }

    /** The pair has met: what was escalated of its silences before is settled. */
    @Transactional
    public void resume(Engagement engagement, Instant now) {
        escalations
                .ofSilencesBefore(engagement.id(), engagement.silentSince())
                .forEach(escalation -> escalation.resume(now));
    }

    /** A human of the office takes it on. */
    @Transactional
    public void take(PersonId by, Set<Office> offices, UUID id) {
        mine(by, offices, id).take(by);
    }

    /** Whoever took it says what came of it. */
    @Transactional
    public void resolve(PersonId by, Set<Office> offices, UUID id, Outcome outcome) {
        mine(by, offices, id).resolve(by, outcome, clock.instant());
    }

    /** Puts the stand-in in the person's place; answers in how many. */
    @Transactional
    public int erase(PersonId person, UUID erasedAs) {
        var touched = escalations.with(person);
        touched.forEach(escalation -> escalation.replace(person, erasedAs));
        return touched.size();
    }

    /** To other offices it does not exist, and nobody decides about an engagement they are a side of. */
    private Escalation mine(PersonId by, Set<Office> offices, UUID id) {
        var escalation = escalations.lock(id);
        var isSide = engagements
                .find(escalation.engagement())
                .flatMap(engagement -> engagement.sideOf(by))
                .isPresent();
        if (isSide || !offices.contains(escalation.office())) {
            throw Escalations.unknown();
        }
        return escalation;
    }
}
