package tandem.intake.programme;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import tandem.events.ProgrammeId;
import tandem.intake.programme.Programme.Plan;
import tandem.runtime.actor.Actor;
import tandem.runtime.outbox.Outbox;
import tandem.runtime.time.ProgrammeTime;

/** Opens programmes, puts policies in force, stops and resumes onboarding. */
@ApplicationScoped
public class ProgrammeService {

    private final Programmes programmes;
    private final Policies policies;
    private final Outbox outbox;
    private final Clock clock;

    ProgrammeService(Programmes programmes, Policies policies, Outbox outbox, @ProgrammeTime Clock clock) {
        this.programmes = programmes;
        this.policies = policies;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** A programme never runs without a policy: the shipped one is its version 1. */
    @Transactional
    ProgrammeId open(Plan plan, Actor by) {
        var programme = Programme.open(plan, by.who(), clock.instant());
        outbox.append(programme.opened());
        publish(programme, PolicyText.shipped(), by);
        programmes.persistAndFlush(programme); // an idempotent request reads it in the same transaction
        return programme.id();
    }

    /** The version now in force. */
    @Transactional
    int publish(ProgrammeId id, Policy policy, Actor by) {
        var programme = programmes.lock(id);
        publish(programme, policy, by);
        programmes.flush();
        return programme.policyVersion();
    }

    /** The owner's stop (R129), as analytics-service tells it; a programme that is not ours is no news. */
    @Transactional(TxType.MANDATORY)
    public void stopOnboarding(ProgrammeId id, String reason) {
        programmes.find(id).ifPresent(programme -> programme.stopOnboarding(reason));
    }

    @Transactional(TxType.MANDATORY)
    public void resumeOnboarding(ProgrammeId id) {
        programmes.find(id).ifPresent(Programme::resumeOnboarding);
    }

    private void publish(Programme programme, Policy policy, Actor by) {
        var text = PolicyText.write(policy);
        outbox.append(programme.publish(policy, PolicyText.hash(text)));
        policies.add(programme.id(), programme.policyVersion(), text, by.who(), clock.instant());
    }
}
