package tandem.analytics.onboarding;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import tandem.events.ImpactEvent.OnboardingResumed;
import tandem.events.ImpactEvent.OnboardingStopped;
import tandem.events.ProgrammeId;
import tandem.runtime.actor.Actor;
import tandem.runtime.outbox.Outbox;
import tandem.runtime.problem.Refused;
import tandem.runtime.time.ProgrammeTime;

/** Stops onboarding and lets it go on (R129); the two services that take people in hear it as events. */
@ApplicationScoped
public class OnboardingService {

    private final Stops stops;
    private final OnboardingQueries queries;
    private final Outbox outbox;
    private final Clock clock;

    OnboardingService(Stops stops, OnboardingQueries queries, Outbox outbox, @ProgrammeTime Clock clock) {
        this.stops = stops;
        this.queries = queries;
        this.outbox = outbox;
        this.clock = clock;
    }

    @Transactional
    public void stop(ProgrammeId programme, StopReason reason, Actor by) {
        queries.requireKnown(programme);
        if (!stops.open(programme, reason, by.requirePerson(), now())) {
            throw new Refused(OnboardingProblems.STOPPED, "It was stopped before");
        }
        outbox.append(new OnboardingStopped(programme, reason.name()));
    }

    @Transactional
    public void resume(ProgrammeId programme, Actor by) {
        queries.requireKnown(programme);
        if (!stops.close(programme, by.requirePerson(), now())) {
            throw new Refused(OnboardingProblems.RUNNING, "There is nothing to resume");
        }
        outbox.append(new OnboardingResumed(programme));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
