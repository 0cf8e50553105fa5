package tandem.analytics.projection;

import java.time.Instant;
import tandem.events.DecisionId;
import tandem.events.Envelope;
import tandem.events.IntakeEvent.ServiceDecided;
import tandem.events.Pathway;
import tandem.events.PersonId;
import tandem.events.ProgrammeId;

/** Which service was decided, under which rules; never changed, a new decision is a new row. */
public record Decision(
        String tenant,
        DecisionId decision,
        ProgrammeId programme,
        PersonId person,
        Pathway pathway,
        String ruleSetVersion,
        int policyVersion,
        Instant decidedAt)
        implements Fact<Decision> {

    static Decision of(Envelope<?> at, ServiceDecided e) {
        return new Decision(
                at.tenant(),
                e.decision(),
                e.programme(),
                e.person(),
                e.pathway(),
                e.ruleSetVersion(),
                e.policyVersion(),
                at.time());
    }

    @Override
    public Decision join(Decision other) {
        return decidedAt.compareTo(other.decidedAt) <= 0 ? this : other;
    }
}
