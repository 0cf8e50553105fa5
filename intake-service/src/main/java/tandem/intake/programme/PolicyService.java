package tandem.intake.programme;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Validator;

/** Reads policies that people wrote: only one that holds every bound of the rulebook comes back. */
@ApplicationScoped
public class PolicyService {

    private final Validator validator;

    PolicyService(Validator validator) {
        this.validator = validator;
    }

    /** The policy in a posted document. */
    public Policy checked(JsonNode document) {
        var policy = PolicyText.posted(document);
        var violations = validator.validate(policy);
        if (!violations.isEmpty()) {
            throw new ConstraintViolationException(violations);
        }
        return policy;
    }

    /** What two policies with the same values have in common. */
    public String hash(Policy policy) {
        return PolicyText.hash(PolicyText.write(policy));
    }
}
