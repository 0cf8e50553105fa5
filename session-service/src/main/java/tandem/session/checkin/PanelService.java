package tandem.session.checkin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tandem.events.CheckInKind;
import tandem.events.EngagementId;
import tandem.events.Party;
import tandem.events.PersonId;
import tandem.events.SessionEvent.CheckInAnswered.Respondent;
import tandem.runtime.audit.CurrentAct;
import tandem.runtime.problem.Refused;
import tandem.session.engagement.Engagement;
import tandem.session.engagement.Engagements;
import tandem.session.engagement.ErasedPeople;

/** Seats those who are asked about a leader. Once a baseline has been asked, the raters stay: a follow-up asks the very same. */
@ApplicationScoped
public class PanelService {

    private final Panels panels;
    private final CheckIns checkIns;
    private final CheckInPlans plans;
    private final CheckInClocks clocks;
    private final Engagements engagements;
    private final ErasedPeople erased;
    private final Invitees invitees;
    private final ConclusionService conclusion;
    private final CurrentAct act;

    PanelService(
            Panels panels,
            CheckIns checkIns,
            CheckInPlans plans,
            CheckInClocks clocks,
            Engagements engagements,
            ErasedPeople erased,
            Invitees invitees,
            ConclusionService conclusion,
            CurrentAct act) {
        this.panels = panels;
        this.checkIns = checkIns;
        this.plans = plans;
        this.clocks = clocks;
        this.engagements = engagements;
        this.erased = erased;
        this.invitees = invitees;
        this.conclusion = conclusion;
        this.act = act;
    }

    /** The leader chooses the raters; a choice replaces the one before. */
    @Transactional
    public void choose(PersonId leader, EngagementId id, List<PersonId> raters) {
        var engagement = ofLeader(id, leader);
        if (checkIns.last(id, CheckInKind.BASELINE_360) > 0) {
            throw new Refused(CheckInProblems.RATERS_FIXED, "A follow-up asks the very same people");
        }
        var plan = plans.of(engagement.programme()).plan();
        if (raters.size() < plan.ratersLeast() || raters.size() > plan.ratersMost()) {
            throw faulty("Choose %d to %d people".formatted(plan.ratersLeast(), plan.ratersMost()));
        }
        if (Set.copyOf(raters).size() < raters.size()) {
            throw faulty("Name everybody once");
        }
        raters.forEach(rater -> checkCanBeAsked(engagement, rater));
        panels.seat(id, Respondent.RATER, raters);
        clocks.reset(id);
    }

    /** Names the manager who is asked about the leader. */
    @Transactional
    public void name(EngagementId id, PersonId manager) {
        var engagement = engagements.get(id);
        checkCanBeAsked(engagement, manager);
        panels.seat(id, Respondent.MANAGER, List.of(manager));
        clocks.reset(id);
        act.concerns(engagement.leader(), manager);
    }

    /** Somebody who runs the programme approves whom the leader chose. */
    @Transactional
    public void approve(EngagementId id) {
        var engagement = engagements.get(id);
        if (panels.of(id).raters().isEmpty()) {
            throw new Refused(CheckInProblems.NO_RATERS, "There is nothing to approve yet");
        }
        panels.approve(id);
        clocks.reset(id);
        act.concerns(engagement.leader());
    }

    /**
     * Who is asked about a leader.
     *
     * @param leader who asks; null for those who run programmes
     */
    @Transactional
    Panel read(EngagementId id, @Nullable PersonId leader) {
        if (leader == null) {
            act.shows(engagements.get(id).leader());
        } else {
            ofLeader(id, leader);
            act.showsOwn();
        }
        return panels.of(id);
    }

    /** Somebody left the employer: the seat stays empty, and no answer is waited for. */
    @Transactional
    public void left(PersonId person, LocalDate on) {
        panels.left(person, on);
        invitees.of(person).stream().filter(invitee -> invitee.link() != null).forEach(conclusion::letGo);
    }

    private Engagement ofLeader(EngagementId id, PersonId leader) {
        var engagement = engagements.get(id, leader);
        if (engagement.sideOf(leader).filter(Party.LEADER::equals).isEmpty()) {
            throw CheckIn.unknown();
        }
        return engagement;
    }

    private void checkCanBeAsked(Engagement engagement, PersonId person) {
        if (engagement.sideOf(person).isPresent()) {
            throw faulty("Neither side of the engagement rates it for others");
        }
        if (erased.standInOf(person).isPresent()) {
            throw faulty("Somebody among them is not there any more");
        }
    }

    private static Refused faulty(String why) {
        return new Refused(CheckInProblems.RATERS_FAULTY, why);
    }

    /** The seats of somebody who is forgotten; answers how many there were, of theirs and about them. */
    int erase(PersonId person, UUID standIn, LocalDate on) {
        return panels.removeAbout(person) + panels.replace(person, standIn, on);
    }
}
