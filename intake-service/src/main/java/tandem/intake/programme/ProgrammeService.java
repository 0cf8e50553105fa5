package tandem.intake.programme;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tandem.events.ProgrammeId;
import tandem.intake.programme.Programme.Plan;
import tandem.intake.programme.ProgrammeQueries.SignOff;
import tandem.runtime.Ids;
import tandem.runtime.actor.Actor;
import tandem.runtime.outbox.Outbox;
import tandem.runtime.revision.Revision;
import tandem.runtime.time.ProgrammeTime;

/** Opens programmes, puts policies in force, stops and resumes onboarding. */
@ApplicationScoped
public class ProgrammeService {

    private final Programmes programmes;
    private final Participations participations;
    private final Policies policies;
    private final SignOffs signOffs;
    private final Outbox outbox;
    private final Clock clock;

    ProgrammeService(
            Programmes programmes,
            Participations participations,
            Policies policies,
            SignOffs signOffs,
            Outbox outbox,
            @ProgrammeTime Clock clock) {
        this.participations = participations;
        this.signOffs = signOffs;
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

    /** Changes name, problem or cohort, as long as the programme is as it was seen. */
    @Transactional
    void change(ProgrammeId id, Change change, Optional<Revision> seen) {
        var programme = programmes.lock(id);
        Revision.check(seen, programme.revision());
        programme.change(
                change.name(),
                change.problem(),
                change.cohortMinimum() == null ? programme.cohortMinimum() : change.cohortMinimum(),
                change.cohortMaximum() == null ? programme.cohortMaximum() : change.cohortMaximum(),
                participations.count(id));
        programmes.flush();
    }

    /** Legal signs; whoever signs is a human. */
    @Transactional
    SignOff signOff(ProgrammeId id, String documentHash, Actor by) {
        var programme = programmes.lock(id);
        var signOff = new SignOff(id, documentHash, programme.policyVersion(), clock.instant(), by.requirePerson());
        outbox.append(programme.signOff(documentHash, signOff.signedAt()));
        signOffs.add(Ids.next(), signOff);
        programmes.flush();
        return signOff;
    }

    /** The owner's stop (R129), as analytics-service tells it; a programme that is not ours is no news. */
    @Transactional(TxType.MANDATORY)
    public void stopOnboarding(ProgrammeId id, String reason, Instant at) {
        programmes.find(id).ifPresent(programme -> programme.stopOnboarding(reason, at));
    }

    @Transactional(TxType.MANDATORY)
    public void resumeOnboarding(ProgrammeId id, Instant at) {
        programmes.find(id).ifPresent(programme -> programme.resumeOnboarding(at));
    }

    private void publish(Programme programme, Policy policy, Actor by) {
        var text = PolicyText.write(policy);
        outbox.append(programme.publish(policy, PolicyText.hash(text)));
        policies.add(programme.id(), programme.policyVersion(), text, by.who(), clock.instant());
    }

    /** What to change; null stays as it is. */
    record Change(
            @Nullable String name,
            @Nullable ProblemSentence problem,
            @Nullable Integer cohortMinimum,
            @Nullable Integer cohortMaximum) {}
}
