package tandem.session.caselog;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import tandem.events.CaseBasis;
import tandem.events.CaseChange;
import tandem.events.EngagementId;
import tandem.events.PersonId;
import tandem.events.Purpose;
import tandem.runtime.outbox.Outbox;
import tandem.runtime.problem.Refused;
import tandem.runtime.time.ProgrammeTime;
import tandem.session.consent.Consents;
import tandem.session.engagement.Engagements;
import tandem.session.indicator.Vocabulary.Kind;
import tandem.session.indicator.VocabularyService;

/** Takes entries of case logs under IMPACT of the leader: without it nothing is kept, and nothing of it stays. */
@ApplicationScoped
public class CaseLogService {

    static final int ENTRIES_MAX = 100;

    private final CaseEntries entries;
    private final Engagements engagements;
    private final Consents consents;
    private final VocabularyService vocabularies;
    private final Outbox outbox;
    private final Clock clock;

    CaseLogService(
            CaseEntries entries,
            Engagements engagements,
            Consents consents,
            VocabularyService vocabularies,
            Outbox outbox,
            @ProgrammeTime Clock clock) {
        this.entries = entries;
        this.engagements = engagements;
        this.consents = consents;
        this.vocabularies = vocabularies;
        this.outbox = outbox;
        this.clock = clock;
    }

    /**
     * What somebody saw.
     *
     * @param behaviour a topic code of the programme
     */
    public record Observation(String behaviour, CaseChange change, CaseBasis basis, LocalDate observedOn) {}

    /** One side logs what it saw under an id of its choice; the same again is taken as sent twice. */
    @Transactional
    public void log(PersonId by, EngagementId id, UUID entryId, Observation seen) {
        var engagement = engagements.hold(id, by);
        var now = clock.instant();
        if (seen.observedOn().isBefore(engagement.startsOn())
                || seen.observedOn().isAfter(LocalDate.ofInstant(now, ZoneOffset.UTC))) {
            throw new Refused(CaseProblems.FAULTY, "From the first day of the engagement to today");
        }
        consents.require(engagement.leader(), Purpose.IMPACT);
        var vocabulary = vocabularies.require(engagement.programme(), Kind.TOPIC, List.of(seen.behaviour()));
        var entry = new CaseEntry(
                entryId,
                id,
                engagement.sideOf(by).orElseThrow(),
                seen.behaviour(),
                vocabulary.version(),
                seen.change(),
                seen.basis(),
                seen.observedOn(),
                now);
        var known = entries.find(entryId);
        if (known.isPresent()) {
            if (!known.get().saysSameAs(entry)) {
                throw isFinal();
            }
            return;
        }
        if (entries.of(id).size() >= ENTRIES_MAX) {
            throw new Refused(CaseProblems.FULL, "At most " + ENTRIES_MAX + " entries of an engagement");
        }
        if (!entries.add(entry)) {
            throw isFinal();
        }
        outbox.append(entry.logged());
    }

    private static Refused isFinal() {
        return new Refused(CaseProblems.LOGGED, "An entry is final");
    }

    /** The leader takes IMPACT back, or is forgotten; answers how many entries are gone. */
    @Transactional
    public int remove(PersonId leader) {
        return entries.remove(leader);
    }
}
