package tandem.analytics.continuation;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tandem.analytics.pilot.PilotStage;
import tandem.events.EndReason;
import tandem.events.EngagementId;
import tandem.events.ImpactEvent.ProviderBelowGate;
import tandem.events.Party;
import tandem.events.PersonId;
import tandem.events.ProgrammeId;
import tandem.events.SessionEvent.ClosingReviewSubmitted;
import tandem.events.Track;
import tandem.runtime.sql.Feed;
import tandem.testing.OutboxRows;
import tandem.testing.RealParts;

@QuarkusTest
@WithTestResource(RealParts.class)
class ContinuationServiceTest {

    @Inject
    @Feed
    Jdbi feed;

    @Inject
    ContinuationJob job;

    private PilotStage stage;

    @BeforeEach
    void setTheStage() {
        stage = new PilotStage(feed);
    }

    private ProgrammeId locked() {
        var programme = stage.pilot();
        var numbers = new HashMap<>(PilotStage.numbers());
        numbers.put("completion", new BigDecimal("0.75"));
        stage.enter(programme, numbers).statusCode(200);
        stage.post("program-lead", "/v1/pilots/" + programme + ":lock", Map.of())
                .statusCode(200);
        return programme;
    }

    /** An engagement that was planned to end on 7 October 2029. */
    private EngagementId past(ProgrammeId programme, EndReason reason) {
        var leader = stage.story().leader(programme);
        var engagement = stage.story().engagement(programme, leader, Track.COACHING, "2029-06-07");
        stage.story().ends(engagement, programme, leader, reason, "2029-10-07");
        return engagement;
    }

    private PersonId providerOf(EngagementId engagement) {
        return feed.withHandle(handle -> handle.createQuery(
                        "select provider from engagements where engagement = :engagement and known_to = 'infinity'")
                .bind("engagement", engagement.value())
                .mapTo(UUID.class)
                .map(PersonId::new)
                .one());
    }

    private List<ProviderBelowGate> told() {
        return OutboxRows.events(stage.tenant(), ProviderBelowGate.class);
    }

    @Test
    void tellsOnceWhoIsBelowTheGate() {
        var programme = locked();
        var given = past(programme, EndReason.TERMINATED);
        past(programme, EndReason.COMPLETED);
        stage.known("2030-02-20T00:00:00Z");

        job.runUntil(Instant.parse("2030-03-01T00:00:00Z"));
        job.runUntil(Instant.parse("2030-03-01T00:00:00Z"));
        job.runUntil(Instant.parse("2030-03-02T00:00:00Z"));

        assertThat(told())
                .containsExactly(new ProviderBelowGate(
                        providerOf(given), "completion", new BigDecimal("0.0000"), new BigDecimal("0.75")));
    }

    @Test
    void judgesByWhatLeadersSaidAtTheEnd() {
        var programme = locked();
        var engagement = past(programme, EndReason.COMPLETED);
        stage.story().tell(new ClosingReviewSubmitted(engagement, Party.LEADER, 3, 0, 2));
        stage.known("2030-02-20T00:00:00Z");

        job.runUntil(Instant.parse("2030-03-01T00:00:00Z"));

        assertThat(told()).extracting(ProviderBelowGate::metric).containsExactlyInAnyOrder("rating", "outcomes");
    }

    @Test
    void tellsAgainWhoFallsAgain() {
        var programme = locked();
        var engagement = past(programme, EndReason.COMPLETED);
        stage.story().tell(new ClosingReviewSubmitted(engagement, Party.LEADER, 3, 1, 2));
        stage.known("2030-02-20T00:00:00Z");
        job.runUntil(Instant.parse("2030-03-01T00:00:00Z"));
        stage.story().tell(new ClosingReviewSubmitted(engagement, Party.LEADER, 5, 1, 2));
        stage.known("2030-02-21T00:00:00Z");
        job.runUntil(Instant.parse("2030-03-02T00:00:00Z"));
        stage.story().tell(new ClosingReviewSubmitted(engagement, Party.LEADER, 2, 1, 2));
        stage.known("2030-02-22T00:00:00Z");
        job.runUntil(Instant.parse("2030-03-03T00:00:00Z"));

        assertThat(told())
                .extracting(ProviderBelowGate::value)
                .usingElementComparator(BigDecimal::compareTo)
                .containsExactly(BigDecimal.valueOf(3), BigDecimal.valueOf(2));
    }

    @Test
    void holdsNobodyToNumbersThatAreNotLocked() {
        var programme = stage.pilot();
        past(programme, EndReason.TERMINATED);
        stage.known("2030-02-20T00:00:00Z");

        job.runUntil(Instant.parse("2030-03-01T00:00:00Z"));

        assertThat(told()).isEmpty();
    }
}
