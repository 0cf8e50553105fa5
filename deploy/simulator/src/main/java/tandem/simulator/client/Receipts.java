package tandem.simulator.client;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import tandem.local.Service;

/** Every inbound event that was answered with "accepted": what the platform owes us from then on. */
public final class Receipts {
    private final Collection<Receipt> receipts = new ConcurrentLinkedQueue<>();

    /** One accepted event. */
    public record Receipt(Service service, String tenant, String source, String id) {}

    void accepted(Service service, String tenant, InboundEvent event) {
        receipts.add(new Receipt(service, tenant, event.source(), event.id()));
    }

    public List<Receipt> all() {
        return List.copyOf(receipts);
    }
}
