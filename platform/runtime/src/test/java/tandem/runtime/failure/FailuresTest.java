package tandem.runtime.failure;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.OptimisticLockException;
import jakarta.transaction.RollbackException;
import java.net.ConnectException;
import java.sql.SQLException;
import java.time.Duration;
import org.apache.kafka.common.errors.NotLeaderOrFollowerException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tandem.runtime.problem.CommonProblems;
import tandem.runtime.problem.Refused;

class FailuresTest {

    @ParameterizedTest
    @ValueSource(strings = {"08006", "40001", "40P01", "53300", "55P03", "57P01", "57014", "25006"})
    void waitsForWhatTheDatabaseWillGetOver(String state) {
        assertThat(Failures.isTransient(new IllegalStateException(new SQLException("no", state))))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"22001", "22P02", "23505", "23514", "42501", "42P01"})
    void givesUpOnWhatTheDatabaseWillAlwaysRefuse(String state) {
        assertThat(Failures.isTransient(new IllegalStateException(new SQLException("no", state))))
                .isFalse();
    }

    @Test
    void waitsForAConnectionOfThePool() {
        assertThat(Failures.isTransient(new SQLException("Acquisition timeout while waiting for new connection")))
                .isTrue();
    }

    @Test
    void waitsForWhoeverChangedTheSameRow() {
        assertThat(Failures.isTransient(new OptimisticLockException())).isTrue();
    }

    @Test
    void waitsForATransactionThatEndedWithoutSayingWhy() {
        assertThat(Failures.isTransient(new IllegalStateException(new RollbackException("timed out"))))
                .isTrue();
    }

    @Test
    void letsTheCauseOfARollbackDecide() {
        var rollback = new RollbackException("could not commit");
        rollback.addSuppressed(new SQLException("no", "23503"));

        assertThat(Failures.isTransient(rollback)).isFalse();
    }

    @Test
    void waitsForTheNetworkAndForKafka() {
        assertThat(Failures.isTransient(new IllegalStateException(new ConnectException())))
                .isTrue();
        assertThat(Failures.isTransient(new NotLeaderOrFollowerException("moved")))
                .isTrue();
        assertThat(Failures.isTransient(new RecordTooLargeException("too large")))
                .isFalse();
    }

    @Test
    void givesUpOnARefusalAndOnABug() {
        assertThat(Failures.isTransient(new Refused(CommonProblems.INVALID, "no")))
                .isFalse();
        assertThat(Failures.isTransient(new NullPointerException())).isFalse();
    }

    @Test
    void survivesACircleOfCauses() {
        var first = new IllegalStateException("first");
        var second = new IllegalStateException("second", first);
        first.initCause(second);

        assertThat(Failures.isTransient(first)).isFalse();
    }

    @Test
    void waitsLongerAndLongerUpToABound() {
        var backoff = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(5));

        assertThat(backoff.after(1)).hasMillis(100);
        assertThat(backoff.after(3)).hasMillis(400);
        assertThat(backoff.after(1_000)).hasSeconds(5);
    }
}
