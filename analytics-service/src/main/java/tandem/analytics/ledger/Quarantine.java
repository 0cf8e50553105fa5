package tandem.analytics.ledger;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jdbi.v3.core.Handle;

/** Where records go that can never be taken in, in the transaction that moves the position past them. */
@FunctionalInterface
public interface Quarantine {
    void setAside(Handle handle, ConsumerRecord<String, byte[]> record, String reason);
}
