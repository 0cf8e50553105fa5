package tandem.analytics.projection;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import tandem.events.CaseBasis;
import tandem.events.CaseChange;
import tandem.events.EngagementId;
import tandem.events.Envelope;
import tandem.events.Party;
import tandem.events.SessionEvent.CaseLogged;

/**
 * An entry of a case log (R112): one behaviour as one side saw it. Goes when the leader takes IMPACT back: see
 * {@link tandem.analytics.erasure.Removals}.
 */
public record CaseEntry(
        String tenant,
        UUID entry,
        EngagementId engagement,
        Party party,
        String behaviour,
        CaseChange change,
        CaseBasis basis,
        LocalDate observedOn,
        Instant loggedAt)
        implements Fact<CaseEntry> {

    static CaseEntry of(Envelope<?> at, CaseLogged e) {
        return new CaseEntry(
                at.tenant(),
                e.entry(),
                e.engagement(),
                e.party(),
                e.behaviour(),
                e.change(),
                e.basis(),
                e.observedOn(),
                at.time());
    }

    /** An entry is final; told otherwise, the earlier word holds. */
    @Override
    public CaseEntry join(CaseEntry other) {
        return loggedAt.isAfter(other.loggedAt) ? other : this;
    }
}
