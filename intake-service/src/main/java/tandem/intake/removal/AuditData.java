package tandem.intake.removal;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import tandem.events.PersonId;
import tandem.events.Purpose;
import tandem.runtime.audit.AuditTrail;

/** The trail outlives a withdrawal, and keeps its entries after an erasure without anyone in them. */
@ApplicationScoped
class AuditData implements HeldData {

    private final AuditTrail trail;

    AuditData(AuditTrail trail) {
        this.trail = trail;
    }

    @Override
    public Map<String, Integer> removeFor(PersonId person, Purpose purpose) {
        return Map.of();
    }

    @Override
    public Map<String, Integer> forget(PersonId person) {
        return Map.of("auditReferences", trail.forget(person));
    }
}
