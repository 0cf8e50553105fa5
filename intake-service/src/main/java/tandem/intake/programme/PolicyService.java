package tandem.intake.programme;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Validator;
import java.time.Clock;
import java.util.Optional;
import tandem.events.ProgrammeId;
import tandem.intake.programme.PolicyDrafts.PolicyDraft;
import tandem.runtime.actor.Actor;
import tandem.runtime.problem.CommonProblems;
import tandem.runtime.problem.Refused;
import tandem.runtime.revision.Revision;
import tandem.runtime.time.ProgrammeTime;

/** Policies from draft to version. Only one that holds every bound of the rulebook is kept, as a draft too. */
@ApplicationScoped
public class PolicyService {

    private final ProgrammeService service;
    private final Programmes programmes;
    private final PolicyDrafts drafts;
    private final Validator validator;
    private final Clock clock;

    PolicyService(
            ProgrammeService service,
            Programmes programmes,
            PolicyDrafts drafts,
            Validator validator,
            @ProgrammeTime Clock clock) {
        this.service = service;
        this.programmes = programmes;
        this.drafts = drafts;
        this.validator = validator;
        this.clock = clock;
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

    @Transactional
    public PolicyDraft draft(ProgrammeId programme) {
        return drafts.find(programme)
                .orElseThrow(() -> new Refused(CommonProblems.NOT_FOUND, "There is no draft for " + programme));
    }

    /** Writes the draft; it is based on what is in force now, whatever it was based on before. */
    @Transactional
    PolicyDraft save(ProgrammeId id, Policy policy, Optional<Revision> seen, Actor by) {
        var programme = programmes.lock(id);
        programme.checkAllows(policy);
        var held = drafts.find(id);
        if (held.isPresent() || seen.isPresent()) {
            Revision.check(seen, held.map(PolicyDraft::revision).orElse(0L));
        }
        var draft = new PolicyDraft(
                id,
                policy,
                programme.policyVersion(),
                held.map(PolicyDraft::revision).orElse(0L) + 1,
                clock.instant(),
                by.who());
        drafts.put(draft);
        return draft;
    }

    @Transactional
    void discard(ProgrammeId id, Optional<Revision> seen) {
        programmes.lock(id);
        Revision.check(seen, draft(id).revision());
        drafts.delete(id);
    }

    /** Puts the draft in force, as it was seen and as long as nothing else came into force since it was written. */
    @Transactional
    int publishDraft(ProgrammeId id, Optional<Revision> seen, Actor by) {
        var programme = programmes.lock(id);
        var draft = draft(id);
        Revision.check(seen, draft.revision());
        if (draft.basedOn() != programme.policyVersion()) {
            throw new Refused(
                    ProgrammeProblems.POLICY_DRAFT_OUTDATED,
                    "The draft was written for version " + draft.basedOn() + ", in force is "
                            + programme.policyVersion());
        }
        drafts.delete(id);
        return service.publish(id, draft.policy(), by);
    }
}
