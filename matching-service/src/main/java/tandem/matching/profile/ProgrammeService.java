package tandem.matching.profile;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import tandem.events.ImpactEvent.OnboardingResumed;
import tandem.events.ImpactEvent.OnboardingStopped;
import tandem.events.IntakeEvent.PolicyPublished;
import tandem.events.IntakeEvent.ProgrammeOpened;

/** Keeps what is told about programmes: window, policy, and whether they take anybody in (R129). */
@ApplicationScoped
public class ProgrammeService {

    private final Programmes programmes;

    ProgrammeService(Programmes programmes) {
        this.programmes = programmes;
    }

    @Transactional
    public void opened(ProgrammeOpened opened) {
        programmes.keep(opened);
    }

    @Transactional
    public void published(PolicyPublished published) {
        programmes.keep(published);
    }

    @Transactional
    public void stopped(OnboardingStopped stopped) {
        programmes.keep(stopped);
    }

    @Transactional
    public void resumed(OnboardingResumed resumed) {
        programmes.keep(resumed);
    }
}
