package tandem.runtime.failure;

import io.quarkus.narayana.jta.runtime.TransactionConfiguration;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.concurrent.Callable;

/**
 * A transaction of its own, whatever runs around it. It belongs to this application alone: what Quarkus offers for the same keeps, for
 * the life of the JVM, the application that used it first, so a second one began its transactions in a stranger.
 */
@ApplicationScoped
public class NewTransaction {

    private static final int TIMEOUT_SECONDS = 60;

    /** Commits what was done, or takes all of it back when the work fails, however it fails. */
    @Transactional(value = TxType.REQUIRES_NEW, rollbackOn = Exception.class)
    @TransactionConfiguration(timeout = TIMEOUT_SECONDS)
    public <R> R call(Callable<R> work) throws Exception {
        return work.call();
    }
}
