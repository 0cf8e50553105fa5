package tandem.simulator.client;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import tandem.local.Service;

/** Every inbound event and every statement of HR that was accepted: what the platform owes us from then on. */
public final class Receipts {
    private final Collection<Receipt> receipts = new ConcurrentLinkedQueue<>();

    /** One accepted event, row or request, by where it came from and its id there. */
    public record Receipt(Service service, String tenant, String source, String id) {}

    void accepted(Service service, String tenant, InboundEvent event) {
        accepted(service, tenant, event.source(), event.id());
    }

    void accepted(Service service, String tenant, String source, String id) {
        receipts.add(new Receipt(service, tenant, source, id));
    }

    public List<Receipt> all() {
        return List.copyOf(receipts);
    }
}
