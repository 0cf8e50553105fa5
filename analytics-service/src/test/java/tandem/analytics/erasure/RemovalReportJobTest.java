package tandem.analytics.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tandem.analytics.Story;
import tandem.analytics.ledger.Ledger;
import tandem.events.ImpactEvent.RemovalReported;
import tandem.events.Purpose;
import tandem.events.RemovalScope;
import tandem.runtime.sql.Feed;
import tandem.testing.OutboxRows;
import tandem.testing.RealParts;

@QuarkusTest
@WithTestResource(RealParts.class)
class RemovalReportJobTest {
    @Inject
    @Feed
    Jdbi feed;

    @Inject
    RemovalReportJob job;

    private final String tenant = "r" + UUID.randomUUID().toString().substring(0, 8);
    private final Story story = new Story(tenant);

    @Test
    void tellsOnceWhatWasRemoved() {
        var programme = story.programme(5);
        var leader = story.leader(programme);
        story.kpi(programme, leader, "3");
        var removal = story.withdraws(leader, Purpose.IMPACT, 2);
        var ledger = new Ledger(feed, Clock.systemUTC(), 3, (handle, record, reason) -> {
            throw new IllegalStateException(reason);
        });
        story.records().forEach(ledger::takeAgain);

        job.report();
        job.report();

        var told = OutboxRows.all().stream()
                .filter(row -> row.tenant().equals(tenant))
                .toList();
        assertThat(told).hasSize(1);
        assertThat(told.getFirst().topic()).isEqualTo("tandem.impact");
        assertThat(told.getFirst().event()).isInstanceOfSatisfying(RemovalReported.class, event -> {
            assertThat(event.person()).isEqualTo(leader);
            assertThat(event.removal()).isEqualTo(removal);
            assertThat(event.scope()).isEqualTo(RemovalScope.PURPOSE);
            assertThat(event.counts()).containsEntry("kpis", 1).containsEntry("events", 1);
        });
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "IMPACT")
    void tellsOfPurposesThatCarriedNothingHereToo(Purpose purpose) {
        var programme = story.programme(5);
        var leader = story.leader(programme);
        story.kpi(programme, leader, "3");
        var removal = story.withdraws(leader, purpose, 2);
        var ledger = new Ledger(feed, Clock.systemUTC(), 3, (handle, record, reason) -> {
            throw new IllegalStateException(reason);
        });
        story.records().forEach(ledger::takeAgain);

        job.report();

        assertThat(OutboxRows.events(tenant, RemovalReported.class))
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.removal()).isEqualTo(removal);
                    assertThat(event.counts()).isEmpty();
                });
    }
}
