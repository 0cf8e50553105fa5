package tandem.runtime.outbox;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Tells the relay in this process that there is something to send, once the transaction that wrote it has committed. */
@ApplicationScoped
public class CommitSignal {

    private final TransactionSynchronizationRegistry transaction;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    CommitSignal(TransactionSynchronizationRegistry transaction) {
        this.transaction = transaction;
    }

    void onCommit(Runnable listener) {
        listeners.add(listener);
    }

    void afterThisTransaction() {
        if (transaction.getResource(this) == null) {
            transaction.putResource(this, true);
            transaction.registerInterposedSynchronization(new AfterCommit(listeners));
        }
    }

    private record AfterCommit(List<Runnable> listeners) implements Synchronization {

        @Override
        public void beforeCompletion() {
            // nothing to do before
        }

        @Override
        public void afterCompletion(int status) {
            if (status == Status.STATUS_COMMITTED) {
                listeners.forEach(Runnable::run);
            }
        }
    }
}
