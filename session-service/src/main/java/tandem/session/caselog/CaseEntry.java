package tandem.session.caselog;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import tandem.events.CaseBasis;
import tandem.events.CaseChange;
import tandem.events.EngagementId;
import tandem.events.Party;
import tandem.events.SessionEvent.CaseLogged;

/** One entry, final once it is written. */
record CaseEntry(
        UUID id,
        EngagementId engagement,
        Party party,
        String behaviour,
        String vocabulary,
        CaseChange change,
        CaseBasis basis,
        LocalDate observedOn,
        Instant loggedAt) {

    CaseLogged logged() {
        return new CaseLogged(engagement, id, party, behaviour, vocabulary, change, basis, observedOn);
    }

    /** Whether both say the same, whenever they were written. */
    boolean saysSameAs(CaseEntry other) {
        return engagement.equals(other.engagement)
                && party == other.party
                && behaviour.equals(other.behaviour)
                && change == other.change
                && basis == other.basis
                && observedOn.equals(other.observedOn);
    }
}
