package tandem.analytics.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tandem.analytics.rule.Ballot.Obstacle;
import tandem.analytics.rule.Ballot.Vote;
import tandem.analytics.rule.Continuation.Served;
import tandem.analytics.rule.Continuation.Shortfall;
import tandem.events.GateStatus;

/** Votes, larger cohorts, and who goes on. */
class CommitteeRulesTest {

    private static Map<Integer, GateStatus> all(GateStatus status) {
        var statuses = new HashMap<Integer, GateStatus>();
        IntStream.rangeClosed(1, 23).forEach(week -> statuses.put(week, status));
        statuses.put(ScaleRules.LINK_WEEK, GateStatus.GREEN);
        return statuses;
    }

    @Test
    void carriesWithAQuorumAndMoreForItThanAgainstIt() {
        assertThat(Ballot.obstacles(List.of(Vote.FOR, Vote.FOR, Vote.AGAINST), 3))
                .isEmpty();
        assertThat(Ballot.obstacles(List.of(Vote.FOR, Vote.ABSTAIN, Vote.ABSTAIN), 3))
                .isEmpty();
        assertThat(Ballot.obstacles(List.of(Vote.FOR, Vote.FOR), 3)).containsExactly(Obstacle.QUORUM_MISSING);
        assertThat(Ballot.obstacles(List.of(Vote.FOR, Vote.AGAINST, Vote.ABSTAIN), 3))
                .containsExactly(Obstacle.NO_MAJORITY);
        assertThat(Ballot.obstacles(List.of(), 3)).containsExactly(Obstacle.QUORUM_MISSING, Obstacle.NO_MAJORITY);
    }

    @Test
    void scalesWithEveryGateCleared() {
        assertThat(ScaleRules.obstacles(24, all(GateStatus.GREEN))).isEmpty();
        assertThat(ScaleRules.obstacles(24, all(GateStatus.AMBER))).isEmpty();
    }

    @Test
    void scalesNothingWhileSessionsAreNotLinked() {
        var statuses = all(GateStatus.GREEN);
        statuses.put(ScaleRules.LINK_WEEK, GateStatus.AMBER);

        assertThat(ScaleRules.obstacles(24, statuses))
                .containsExactly(new ScaleRules.Obstacle("W16", "SESSIONS_NOT_LINKED"));
    }

    @Test
    void scalesNothingOverAGateThatIsRedOrWasNeverEvaluated() {
        var statuses = all(GateStatus.GREEN);
        statuses.put(6, GateStatus.RED);
        statuses.remove(9);

        assertThat(ScaleRules.obstacles(24, statuses))
                .extracting(ScaleRules.Obstacle::gate)
                .containsExactly("W6", "W9");
    }

    @Test
    void letsNobodyGoOnBelowWhatWasAgreedOn() {
        var completion = new BigDecimal("0.75");
        var rating = BigDecimal.valueOf(4);

        assertThat(Continuation.shortfalls(new Served(4, 3, List.of(4, 5, 3), 3, 2), completion, rating))
                .isEmpty();
        assertThat(Continuation.shortfalls(new Served(4, 2, List.of(4, 3), 2, 0), completion, rating))
                .extracting(Shortfall::metric)
                .containsExactly("completion", "rating", "outcomes");
    }

    @Test
    void judgesNothingNobodySaidAnythingAbout() {
        assertThat(Continuation.shortfalls(
                        new Served(0, 0, List.of(), 0, 0), new BigDecimal("0.75"), BigDecimal.valueOf(4)))
                .isEmpty();
        assertThat(Continuation.shortfalls(new Served(4, 0, List.of(), 0, 0), null, null))
                .isEmpty();
    }
}
