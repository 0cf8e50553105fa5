package tandem.runtime.failure;

import jakarta.persistence.LockTimeoutException;
import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.PessimisticLockException;
import jakarta.persistence.QueryTimeoutException;
import jakarta.transaction.RollbackException;
import jakarta.transaction.SystemException;
import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.errors.RetriableException;
import org.hibernate.StaleStateException;
import org.jspecify.annotations.Nullable;
import tandem.runtime.problem.Refused;

/** Tells the failures that pass if one waits from those that will be the same next time. */
public final class Failures {

    /** Connection, rollback and serialisation, resources, lock not available, operator intervention (shutdown). */
    private static final Set<String> PASSING_CLASSES = Set.of("08", "40", "53", "55", "57");

    /** A server that fell over to read-only; the transaction of a connection that was cut. */
    private static final Set<String> PASSING_STATES = Set.of("25006", "25P02", "25P03");

    private static final List<Class<? extends Throwable>> PASSING = List.of(
            SQLTransientException.class,
            SQLRecoverableException.class,
            RetriableException.class,
            OptimisticLockException.class,
            PessimisticLockException.class,
            LockTimeoutException.class,
            QueryTimeoutException.class,
            StaleStateException.class,
            IOException.class,
            TimeoutException.class,
            OutOfMemoryError.class);

    /** How transactions end without saying why; another failure in the chain decides before these do. */
    private static final List<Class<? extends Throwable>> INCONCLUSIVE =
            List.of(RollbackException.class, SystemException.class);

    private Failures() {}

    /** Whether the same work may succeed later without anyone changing it. */
    public static boolean isTransient(Throwable failure) {
        var seen = Collections.newSetFromMap(new IdentityHashMap<Throwable, Boolean>());
        var verdict = judge(failure, seen);
        return verdict == null
                ? seen.stream().anyMatch(link -> INCONCLUSIVE.stream().anyMatch(type -> type.isInstance(link)))
                : verdict;
    }

    /** SQLSTATE of the innermost database failure, or null when the database had no part in it. */
    public static @Nullable String sqlState(Throwable failure) {
        String state = null;
        for (Throwable link = failure; link != null; link = link.getCause()) {
            if (link instanceof SQLException sql && sql.getSQLState() != null) {
                state = sql.getSQLState();
            }
        }
        return state;
    }

    private static @Nullable Boolean judge(@Nullable Throwable failure, Set<Throwable> seen) {
        if (failure == null || !seen.add(failure)) {
            return null;
        }
        if (failure instanceof Refused) {
            return false;
        }
        if (failure instanceof SQLException sql && sql.getSQLState() != null) {
            return isPassing(sql.getSQLState());
        }
        if (PASSING.stream().anyMatch(type -> type.isInstance(failure)) || isPoolExhausted(failure)) {
            return true;
        }
        var verdict = judge(failure.getCause(), seen);
        for (var suppressed : failure.getSuppressed()) {
            verdict = verdict == null ? judge(suppressed, seen) : verdict;
        }
        return verdict;
    }

    private static boolean isPassing(String sqlState) {
        return PASSING_STATES.contains(sqlState)
                || (sqlState.length() >= 2 && PASSING_CLASSES.contains(sqlState.substring(0, 2)));
    }

    /** The pool says so in words only: an SQLException without a state. */
    private static boolean isPoolExhausted(Throwable failure) {
        return failure.getClass() == SQLException.class;
    }
}
