package tandem.runtime.outbox;

import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** Records on their way, and how far the cursor may move once all are acknowledged. */
final class Flight implements Callback {

    private final OutboxPosition end;
    private final int rows;
    private final AtomicInteger open;
    private final Runnable landed;
    private volatile @Nullable Exception failure;

    Flight(OutboxPosition end, int rows, int records, Runnable landed) {
        this.end = end;
        this.rows = rows;
        this.open = new AtomicInteger(records);
        this.landed = landed;
    }

    @Override
    public void onCompletion(@Nullable RecordMetadata metadata, @Nullable Exception exception) {
        if (exception != null) {
            failure = exception;
        }
        if (open.decrementAndGet() == 0 || exception != null) {
            landed.run();
        }
    }

    OutboxPosition end() {
        return end;
    }

    int rows() {
        return rows;
    }

    boolean hasLanded() {
        return open.get() == 0;
    }

    @Nullable
    Exception failure() {
        return failure;
    }
}
