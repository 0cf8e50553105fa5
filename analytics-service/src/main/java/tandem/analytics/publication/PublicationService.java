package tandem.analytics.publication;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import tandem.analytics.AnalyticsConfig;
import tandem.runtime.Ids;
import tandem.runtime.time.MachineTime;
import tandem.runtime.time.ProgrammeTime;

/** Makes publications and lets them expire. */
@ApplicationScoped
public class PublicationService {
    private final Publications publications;
    private final AnalyticsConfig config;
    private final Clock clock;
    private final Clock machine;

    PublicationService(
            Publications publications, AnalyticsConfig config, @ProgrammeTime Clock clock, @MachineTime Clock machine) {
        this.publications = publications;
        this.config = config;
        this.clock = clock;
        this.machine = machine;
    }

    /**
     * What a call for a publication led to.
     *
     * @param made false where the week had been told before: nothing new can be told of it
     */
    public record Published(UUID id, boolean made) {}

    /** The publication of the last week that is over, made now if there is none yet: at most one a week. */
    @Transactional
    public Published publish() {
        return publish(Occasion.ON_DEMAND, clock.instant());
    }

    /** As {@link #publish()}, at the moment a job has come to. */
    @Transactional
    Published publish(Occasion occasion, Instant now) {
        var asOf = WeekClose.asOf(now);
        publications.lock();
        var told = publications.find(asOf);
        if (told.isPresent()) {
            return new Published(told.get(), false);
        }
        var publication = Ids.next();
        publications.add(
                publication,
                occasion,
                asOf,
                now,
                machine.instant(),
                config.publications().keep());
        return new Published(publication, true);
    }

    @Transactional
    void forgetExpired(Instant now) {
        publications.forgetExpired(now);
    }
}
