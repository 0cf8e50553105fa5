package tandem.session.engagement;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tandem.events.SessionEvent.EngagementWentQuiet;
import tandem.session.FakeDirectory;
import tandem.session.Stage;
import tandem.testing.OutboxRows;
import tandem.testing.RealParts;

@QuarkusTest
@WithTestResource(RealParts.class)
@WithTestResource(FakeDirectory.class)
class KeeperJobTest {

    @Inject
    Stage stage;

    @Inject
    KeeperJob job;

    @Inject
    EngagementService service;

    private Stage.Scene scene;

    @BeforeEach
    void open() {
        scene = stage.open();
    }

    @Test
    void tellsASilenceOnce() {
        job.runUntil(scene.now().plus(Duration.ofDays(200)));
        job.runUntil(scene.now().plus(Duration.ofDays(201)));

        assertThat(quiet())
                .extracting(EngagementWentQuiet::engagement)
                .containsExactlyInAnyOrder(scene.coaching, scene.mentoring);
    }

    @Test
    void beginsAnewWithEverySessionHeld() {
        var held = scene.now().plus(Duration.ofDays(40));
        scene.act(() -> service.heard(scene.coaching, held));
        scene.end(scene.mentoring, scene.mona);

        job.runUntil(held.plus(Duration.ofDays(27)));
        assertThat(quiet()).isEmpty();
        job.runUntil(held.plus(Duration.ofDays(28)));

        assertThat(quiet()).singleElement().satisfies(silence -> {
            assertThat(silence.lastHeldAt()).isEqualTo(held);
            assertThat(silence.quietDays()).isEqualTo(28);
        });
    }

    @Test
    void keepsTheClockOfTheTermsBothSignedLater() {
        var held = scene.now().plus(Duration.ofDays(40));
        scene.act(() -> service.heard(scene.coaching, held));
        scene.end(scene.mentoring, scene.mona);

        scene.amend(7, LocalDate.parse("2032-01-01"));
        job.runUntil(held.plus(Duration.ofDays(13)));
        assertThat(quiet()).isEmpty();
        job.runUntil(held.plus(Duration.ofDays(14)));

        assertThat(quiet())
                .singleElement()
                .satisfies(silence -> assertThat(silence.quietDays()).isEqualTo(14));
    }

    @Test
    void leavesAnEndedEngagementInPeace() {
        scene.end(scene.coaching, scene.carl);
        scene.end(scene.mentoring, scene.mona);

        job.runUntil(scene.now().plus(Duration.ofDays(200)));

        assertThat(quiet()).isEmpty();
    }

    private List<EngagementWentQuiet> quiet() {
        return OutboxRows.events(scene.tenant, EngagementWentQuiet.class);
    }
}
