package tandem.session.checkin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import tandem.events.PersonId;
import tandem.events.ProgrammeId;
import tandem.runtime.audit.CurrentAct;
import tandem.runtime.crypto.FieldEncryption;
import tandem.runtime.problem.CommonProblems;
import tandem.runtime.problem.Refused;
import tandem.runtime.time.ProgrammeTime;
import tandem.session.checkin.CheckInPlans.Versioned;
import tandem.session.engagement.Engagements;
import tandem.session.engagement.ProgrammeTerms;

/** Plans, results, and what becomes of it all when somebody is forgotten. */
@ApplicationScoped
public class CheckInService {

    private final CheckIns checkIns;
    private final Invitees invitees;
    private final CheckInPlans plans;
    private final CheckInClocks clocks;
    private final AnswerBook book;
    private final PanelService panels;
    private final ConclusionService conclusion;
    private final Engagements engagements;
    private final FieldEncryption crypto;
    private final CurrentAct act;
    private final Clock clock;
    private final ProgrammeTerms programmes;

    CheckInService(
            CheckIns checkIns,
            Invitees invitees,
            CheckInPlans plans,
            CheckInClocks clocks,
            AnswerBook book,
            PanelService panels,
            ConclusionService conclusion,
            Engagements engagements,
            FieldEncryption crypto,
            CurrentAct act,
            @ProgrammeTime Clock clock,
            ProgrammeTerms programmes) {
        this.checkIns = checkIns;
        this.invitees = invitees;
        this.plans = plans;
        this.clocks = clocks;
        this.book = book;
        this.panels = panels;
        this.conclusion = conclusion;
        this.engagements = engagements;
        this.crypto = crypto;
        this.act = act;
        this.clock = clock;
        this.programmes = programmes;
    }

    @Transactional
    Versioned plan(ProgrammeId programme) {
        programmes.requireKnown(programme);
        return plans.of(programme);
    }

    /** Publishes the next version of a programme's plan; what is open stays as it was asked. */
    @Transactional
    Versioned publish(ProgrammeId programme, CheckInPlan plan) {
        programmes.requireKnown(programme);
        var faults = plan.faults();
        if (!faults.isEmpty()) {
            throw new Refused(CheckInProblems.PLAN_FAULTY, String.join(", ", faults), Map.of("faults", faults));
        }
        var next = new Versioned(plans.of(programme).version() + 1, plan);
        if (!plans.add(programme, next, clock.instant())) {
            throw new Refused(CommonProblems.CONFLICTING_UPDATE, "Another plan was published at the same time");
        }
        clocks.reset(programme);
        return next;
    }

    /** What a closed check-in says: to the leader it is about, and to the provider if the leader allows. */
    @Transactional
    public Result result(CheckInId id, PersonId by) {
        var checkIn = checkIns.get(id);
        if (checkIn.leader().equals(by)) {
            act.showsOwn();
        } else if (checkIn.isShared()
                && engagements.get(checkIn.engagement()).provider().equals(by)) {
            act.shows(checkIn.leader());
        } else {
            throw CheckIn.unknown();
        }
        if (checkIn.isOpen()) {
            throw new Refused(CheckInProblems.OPEN, "Nothing is said before it closes, after " + checkIn.closesOn());
        }
        return book.result(checkIn).orElseThrow(CheckIn::unknown);
    }

    /** The leader lets the provider read the result, or no longer. */
    @Transactional
    public void share(CheckInId id, PersonId by, boolean withProvider) {
        checkIns.get(id).share(by, withProvider);
    }

    /**
     * Forgets somebody: what was answered about them is deleted and their key with it, seats and questions of theirs stay empty under the
     * stand-in. An answer they gave as a rater refers to nobody and stays. Answers how many things were touched.
     */
    @Transactional
    public int erase(PersonId person, UUID standIn) {
        var touched = 0;
        for (var checkIn : checkIns.about(person)) {
            touched += 1 + book.forget(checkIn);
            invitees.of(checkIn.id()).forEach(conclusion::letGo);
            checkIn.forget(standIn);
        }
        for (var invitee : invitees.of(person)) {
            conclusion.letGo(invitee);
            invitee.replace(standIn);
            touched++;
        }
        crypto.shred(person);
        return touched + panels.erase(person, standIn, LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
    }
}
