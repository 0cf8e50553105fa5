package tandem.session.caselog;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import tandem.events.CaseBasis;
import tandem.events.CaseChange;
import tandem.events.EngagementId;
import tandem.events.Party;
import tandem.events.PersonId;
import tandem.session.engagement.EngagementQueries;

/** Reads case logs, for the two sides they are of. */
@ApplicationScoped
public class CaseLogQueries {

    private final CaseEntries entries;
    private final EngagementQueries engagements;

    CaseLogQueries(CaseEntries entries, EngagementQueries engagements) {
        this.entries = entries;
        this.engagements = engagements;
    }

    /** The case log of an engagement, by the day observed; at most a hundred entries. */
    public record CaseLogView(List<CaseEntryView> entries) {}

    /** What became of a behaviour, as one side saw it. */
    public record CaseEntryView(
            UUID id,
            Party party,
            String behaviour,
            CaseChange change,
            CaseBasis basis,
            LocalDate observedOn,
            Instant loggedAt) {}

    @Transactional
    public CaseLogView of(EngagementId engagement, PersonId side) {
        engagements.requireSeen(engagement, side);
        return new CaseLogView(entries.of(engagement).stream()
                .map(entry -> new CaseEntryView(
                        entry.id(),
                        entry.party(),
                        entry.behaviour(),
                        entry.change(),
                        entry.basis(),
                        entry.observedOn(),
                        entry.loggedAt()))
                .toList());
    }
}
