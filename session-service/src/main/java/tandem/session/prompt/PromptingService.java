package tandem.session.prompt;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.time.ZoneOffset;
import tandem.events.PersonId;
import tandem.events.ProgrammeId;
import tandem.runtime.problem.CommonProblems;
import tandem.runtime.problem.Refused;
import tandem.session.engagement.CalendarPermissions;
import tandem.session.engagement.ProgrammeTerms;
import tandem.session.leave.Leaves;
import tandem.session.rule.FatigueCap;
import tandem.session.rule.Leave;
import tandem.session.rule.QuietHours;

/** Says when people may be prompted, and remembers that they were: the one door for everything that asks or reminds somebody. */
@ApplicationScoped
public class PromptingService {

    private final PromptLog log;
    private final ProgrammePromptTerms terms;
    private final CalendarPermissions permissions;
    private final ProgrammeTerms programmes;
    private final Leaves leaves;

    PromptingService(
            PromptLog log,
            ProgrammePromptTerms terms,
            CalendarPermissions permissions,
            ProgrammeTerms programmes,
            Leaves leaves) {
        this.log = log;
        this.terms = terms;
        this.permissions = permissions;
        this.programmes = programmes;
        this.leaves = leaves;
    }

    /**
     * Admits one prompt if the person is not away and the cap and the quiet hours of the programme leave room, and writes it down;
     * whoever is told to wait asks again.
     *
     * @param dueAt from when room is looked for: judged by this and not by {@code now}, or a clock that moves in days would see nights only
     */
    @Transactional(TxType.MANDATORY)
    public Admission admit(PersonId person, ProgrammeId programme, PromptKind kind, Instant dueAt, Instant now) {
        var away = leaves.of(person);
        var back = Leave.backAt(away, now, now);
        if (back.isAfter(now)) {
            return new Admission(false, back);
        }
        log.lock();
        var said = terms.of(programme);
        var zone = permissions.zoneOf(person).orElse(ZoneOffset.UTC);
        var from = Leave.backAt(away, dueAt, now);
        var at = said.quiet().nextAt(said.cap().nextAt(log.of(person), from), zone);
        if (at.isAfter(now)) {
            return new Admission(false, at);
        }
        log.add(person, kind, now);
        return new Admission(true, now);
    }

    @Transactional
    PromptTerms terms(ProgrammeId programme) {
        programmes.requireKnown(programme);
        return terms.of(programme);
    }

    /** Publishes the next version of a programme's terms. */
    @Transactional
    PromptTerms publish(ProgrammeId programme, FatigueCap cap, QuietHours quiet) {
        programmes.requireKnown(programme);
        var next = new PromptTerms(terms.of(programme).version() + 1, cap, quiet);
        if (!terms.add(programme, next)) {
            throw new Refused(CommonProblems.CONFLICTING_UPDATE, "Other terms were published at the same time");
        }
        return next;
    }

    /** Forgets when the person was prompted; answers how often. */
    @Transactional
    public int erase(PersonId person) {
        return log.erase(person);
    }
}
