package tandem.matching.offer;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import tandem.events.Track;
import tandem.matching.Stage;
import tandem.matching.match.Match;
import tandem.runtime.time.ProgrammeTime;
import tandem.testing.RealParts;

@QuarkusTest
@WithTestResource(RealParts.class)
class WaitlistBacklogTest {

    @Inject
    Stage stage;

    @Inject
    OfferService service;

    @Inject
    WaitlistBacklog backlog;

    @Inject
    MeterRegistry meters;

    @Inject
    @ProgrammeTime
    Clock clock;

    @Test
    void showsHowManyWaitForHowLongAndWhatIsOffered() {
        backlog.sample();
        var waiting = value("tandem.waitlist.waiting");
        var open = value("tandem.waitlist.offers.open");
        var expired = value("tandem.waitlist.offers.expired");
        var scene = stage.open();
        scene.run(scene.leader(Track.COACHING), Track.COACHING);
        backlog.sample();
        assertThat(value("tandem.waitlist.waiting")).isEqualTo(waiting + 1);
        assertThat(value("tandem.waitlist.offers.open")).isEqualTo(open);

        scene.provider(1, "DATA_STRATEGY");
        scene.as(service::offerAll);
        backlog.sample();

        assertThat(value("tandem.waitlist.offers.open")).isEqualTo(open + 1);
        scene.does(() -> service.expire(clock.instant().plus(Match.OFFER_STANDS)));
        backlog.sample();
        assertThat(value("tandem.waitlist.offers.open")).isEqualTo(open);
        assertThat(value("tandem.waitlist.offers.expired")).isEqualTo(expired + 1);
    }

    private double value(String gauge) {
        return meters.get(gauge).gauge().value();
    }
}
