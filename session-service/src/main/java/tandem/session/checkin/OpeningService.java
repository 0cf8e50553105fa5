package tandem.session.checkin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tandem.events.CheckInKind;
import tandem.events.EngagementId;
import tandem.events.PersonId;
import tandem.events.ProgrammeId;
import tandem.events.SessionEvent.CheckInAnswered.Respondent;
import tandem.runtime.Ids;
import tandem.runtime.link.Links;
import tandem.runtime.problem.Refused;
import tandem.runtime.time.ProgrammeTime;
import tandem.session.checkin.CheckInPlans.Versioned;
import tandem.session.engagement.Engagement;
import tandem.session.engagement.Engagements;
import tandem.session.engagement.ProgrammeTerms;
import tandem.session.rule.CheckInSchedule.Due;

/** Opens check-ins: when the plan says so, or when somebody who runs the programme brings the next one forward. */
@ApplicationScoped
public class OpeningService {

    /** The form a respondent's link opens. */
    static final String FORM = "check-in";

    private final CheckInClocks clocks;
    private final CheckInPlans plans;
    private final Panels panels;
    private final CheckIns checkIns;
    private final Invitees invitees;
    private final Engagements engagements;
    private final Links links;
    private final Clock clock;
    private final ProgrammeTerms programmes;

    OpeningService(
            CheckInClocks clocks,
            CheckInPlans plans,
            Panels panels,
            CheckIns checkIns,
            Invitees invitees,
            Engagements engagements,
            Links links,
            @ProgrammeTime Clock clock,
            ProgrammeTerms programmes) {
        this.clocks = clocks;
        this.plans = plans;
        this.panels = panels;
        this.checkIns = checkIns;
        this.invitees = invitees;
        this.engagements = engagements;
        this.links = links;
        this.clock = clock;
        this.programmes = programmes;
    }

    /** Asks somebody else with a link of its own; the one before opens nothing any more. */
    void pass(CheckIn checkIn, Invitee invitee, PersonId other, Instant now) {
        links.revoke(FORM, invitee.id());
        invitee.pass(other, links.draw(FORM, invitee.id(), life(plans.definitionOf(checkIn))), now);
    }

    /** Looks at some of the engagements that are due; answers whether there may be more. */
    @Transactional
    boolean openDue(Instant now) {
        var due = clocks.dueOn(day(now));
        for (var id : due) {
            var engagement = engagements.get(id);
            clocks.set(id, engagement.plannedEndOn(), openDue(engagement, now));
        }
        return !due.isEmpty();
    }

    /** Opens the next check-in of a kind now, for every engagement of the programme it fits; answers for how many. */
    @Transactional
    public int bringForward(ProgrammeId programme, CheckInKind kind) {
        programmes.requireKnown(programme);
        var plan = plans.of(programme);
        var definition = plan.plan()
                .of(kind)
                .orElseThrow(() -> new Refused(CheckInProblems.NOT_PLANNED, "Publish a plan that has it"));
        var now = clock.instant();
        var opened = 0;
        for (var engagement : engagements.running(programme)) {
            if (engagement.track() == definition.track()
                    && open(engagement, plan, definition, checkIns.last(engagement.id(), kind) + 1, now)) {
                opened++;
            }
        }
        return opened;
    }

    /** Opens what is due and can be asked; answers when to look again, null when nothing is to come. */
    private @Nullable LocalDate openDue(Engagement engagement, Instant now) {
        var today = day(now);
        var plan = plans.of(engagement.programme());
        return plan.plan().definitions().stream()
                .filter(definition -> definition.track() == engagement.track())
                .flatMap(definition ->
                        definition.schedule().within(engagement.startsOn(), engagement.plannedEndOn()).stream()
                                .filter(due -> due.number() > checkIns.last(engagement.id(), definition.kind()))
                                .filter(due -> today.isBefore(due.on().plusDays(definition.openDays())))
                                .flatMap(due -> next(engagement, plan, definition, due, now)))
                .min(LocalDate::compareTo)
                .orElse(null);
    }

    private Stream<LocalDate> next(Engagement engagement, Versioned plan, Definition definition, Due due, Instant now) {
        var today = day(now);
        if (due.on().isAfter(today)) {
            return Stream.of(due.on());
        }
        return open(engagement, plan, definition, due.number(), now) ? Stream.empty() : Stream.of(today.plusDays(1));
    }

    private boolean open(Engagement engagement, Versioned plan, Definition definition, int number, Instant now) {
        var panel = panels.of(engagement.id());
        if (!canAsk(engagement.id(), definition.kind(), panel, plan.plan())) {
            return false;
        }
        var id = new CheckInId(Ids.next());
        checkIns.persist(new CheckIn(id, engagement, definition, number, plan.version(), day(now)));
        for (var role : definition.asks()) {
            switch (role) {
                case LEADER -> ask(id, engagement.leader(), role, definition, now);
                case PROVIDER -> ask(id, engagement.provider(), role, definition, now);
                case MANAGER -> panel.manager().ifPresent(seat -> ask(id, seat.person(), role, definition, now));
                case RATER -> panel.raters().forEach(seat -> askIfThere(id, seat, definition, now));
            }
        }
        return true;
    }

    private boolean canAsk(EngagementId engagement, CheckInKind kind, Panel panel, CheckInPlan plan) {
        return switch (kind) {
            case BASELINE_360 -> panel.isComplete(plan);
            case FOLLOW_UP_360 -> checkIns.last(engagement, CheckInKind.BASELINE_360) > 0;
            case MANAGER_ATTESTATION -> panel.manager().isPresent();
            case PULSE, RAPID_FEEDBACK, MENTORING_STORY -> true;
        };
    }

    private void askIfThere(CheckInId checkIn, Panel.Seat seat, Definition definition, Instant now) {
        if (seat.isThere()) {
            ask(checkIn, seat.person(), Respondent.RATER, definition, now);
        } else {
            invitees.persist(Invitee.missing(Ids.next(), checkIn, seat.person(), Respondent.RATER));
        }
    }

    private void ask(CheckInId checkIn, PersonId person, Respondent role, Definition definition, Instant now) {
        var id = Ids.next();
        var link = List.of(Respondent.MANAGER, Respondent.RATER).contains(role)
                ? links.draw(FORM, id, life(definition))
                : null;
        invitees.persist(Invitee.ask(id, checkIn, person, role, link, now));
    }

    /** A day more than it is open: which of the two ends first is the check-in's to say. */
    private static Duration life(Definition definition) {
        return Duration.ofDays(definition.openDays() + 1L);
    }

    private static LocalDate day(Instant now) {
        return LocalDate.ofInstant(now, ZoneOffset.UTC);
    }
}
