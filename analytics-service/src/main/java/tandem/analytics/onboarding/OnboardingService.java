package tandem.analytics.onboarding;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import tandem.analytics.programme.ProgrammeQueries;
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
    private final ProgrammeQueries programmes;
    private final Outbox outbox;
    private final Clock clock;

    OnboardingService(Stops stops, ProgrammeQueries programmes, Outbox outbox, @ProgrammeTime Clock clock) {
        this.stops = stops;
        this.programmes = programmes;
        this.outbox = outbox;
        this.clock = clock;
    }

    @Transactional
    public void stop(ProgrammeId programme, StopReason reason, Actor by) {
        programmes.requireKnown(programme);
        if (!stops.open(programme, reason, by.requirePerson(), clock.instant())) {
            throw new Refused(OnboardingProblems.STOPPED, "It was stopped before");
        }
        outbox.append(new OnboardingStopped(programme, reason.name()));
    }

    @Transactional
    public void resume(ProgrammeId programme, Actor by) {
        programmes.requireKnown(programme);
        if (!stops.close(programme, by.requirePerson(), clock.instant())) {
            throw new Refused(OnboardingProblems.RUNNING, "There is nothing to resume");
        }
        outbox.append(new OnboardingResumed(programme));
    }
}
