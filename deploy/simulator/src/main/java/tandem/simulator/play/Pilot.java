package tandem.simulator.play;

import static tandem.simulator.play.Pairing.Script.PLAIN;
import static tandem.simulator.play.Pairing.Script.WITH_EXCEPTIONS;
import static tandem.simulator.play.Timeline.on;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tandem.events.OutcomeKind;
import tandem.events.Purpose;
import tandem.events.Track;
import tandem.events.Trigger;
import tandem.local.Accounts;
import tandem.simulator.client.Api;
import tandem.simulator.client.Caller;
import tandem.simulator.client.Desk;
import tandem.simulator.client.Desk.Proposal;
import tandem.simulator.client.People;
import tandem.simulator.client.ProgrammeClock;
import tandem.simulator.client.StepFailed;
import tandem.simulator.world.Employee;
import tandem.simulator.world.Leader;

/** One tenant's programme of 24 weeks: what happens on which day, along the weeks of the rulebook's schedule. */
public final class Pilot {
    private static final int REASSIGNED = 9;
    private static final int ERASED = 11;
    private static final int SESSIONS_AT_LEAST = 300;
    private static final int RENEWED = 0;
    private static final int GIVEN_NOTICE = 1;
    private static final List<Integer> PROMOTED = List.of(3, 8, 13, 17);

    private final Company company;
    private final Timeline timeline;
    private final Scale scale;
    private final ProgrammeClock clock;
    private final HrSystem hr;
    private final Delivery delivery;
    private final Calibration calibration;
    private final Formation formation;
    private final Pairing pairing;
    private final Chemistry chemistry;
    private final Waiting waiting;
    private final Peers peers;
    private final Together together;
    private final Diary diary;
    private final Accords accords;
    private final Bookings bookings;
    private final Sponsorship sponsorship;
    private final Indications indications;
    private final CheckIns checkIns;
    private final CaseLogs caseLogs;
    private final Removals removals;
    private final Keeping keeping;
    private final Governance governance;
    private List<Proposal> toSign = List.of();

    /** How large the programme is, and whether it has the events that only a large one can bear. */
    public enum Scale {
        FULL,
        SMALL
    }

    /** What a pilot is played with. */
    public record Stage(
            Api api,
            People people,
            Accounts accounts,
            ProgrammeClock clock,
            Caller simulator,
            Timeline timeline,
            Draw draw) {}

    public Pilot(Company company, Scale scale, Stage stage) {
        this.company = company;
        this.timeline = stage.timeline();
        this.scale = scale;
        this.clock = stage.clock();
        var tenant = company.tenant();
        hr = new HrSystem(company);
        delivery = new Delivery(company.cast().delivery(), tenant, stage.draw());
        calibration = new Calibration(company, timeline);
        formation = new Formation(company, hr, stage, calibration);
        pairing = new Pairing(company);
        chemistry = new Chemistry(company, pairing);
        waiting = new Waiting(company, pairing);
        peers = new Peers(company, pairing);
        together = new Together(company, pairing, timeline);
        diary = new Diary(company, timeline, stage.draw());
        bookings = new Bookings(company);
        accords = new Accords(company, timeline, stage.draw(), diary);
        sponsorship =
                new Sponsorship(company, timeline, stage.draw(), stage.api().anonymous());
        indications = new Indications(company, timeline, stage.draw());
        checkIns = new CheckIns(company, stage.draw());
        caseLogs = new CaseLogs(company, timeline, stage.draw());
        removals = new Removals(company, hr, stage.simulator());
        keeping = new Keeping(company, timeline);
        governance = new Governance(company, timeline, stage.clock());
    }

    public Company company() {
        return company;
    }

    /** How the programme is held to its 24 weeks. */
    public Governance governance() {
        return governance;
    }

    /** The HR department tells of everybody it knows. */
    public void prepare() {
        var employees = company.workforce().employees();
        hr.tellWorkforce(employees, timeline.day(0).minusDays(7), timeline.instant(-7));
        company.tallies().add(Count.EMPLOYEES, employees.size());
    }

    /** One day, the clock standing at its 03:00 UTC. */
    public void play(int day) {
        var week = day / 7 + 1;
        form(day);
        match(day);
        meet(day);
        keeping.play(day);
        if (week >= 2 && day == on(week, 1)) {
            everyWeek(week, day);
            checkIns.answer(day);
        }
        reorganise(day);
        takeBack(day);
        if (scale == Scale.FULL) {
            governance.play(day);
        }
    }

    private void form(int day) {
        var now = timeline.instant(day);
        if (day == on(1, 1)) {
            formation.open(new Desk.Plan(
                    scale == Scale.FULL ? "Leading the AI transformation" : "First-line leadership",
                    "MANAGER_PERFORMANCE_GAP",
                    "Milestones slip because first and second line managers decide late and alone.",
                    timeline.day(0),
                    timeline.end(),
                    scale == Scale.FULL ? 20 : 5,
                    40,
                    true));
            clock.settle();
        } else if (day == on(2, 1)) {
            formation.enrol();
            clock.settle();
        } else if (day == on(2, 3)) {
            formation.leadersAgree(now);
            formation.leadersDeclare();
            clock.settle();
        } else if (day == on(2, 4)) {
            formation.leadersAnswer(now);
            clock.settle();
            countDecisions();
        } else if (day == on(3, 2)) {
            formation.takeInProviders(day);
            clock.settle();
        } else if (day == on(15, 1)) {
            calibration.everyQuarter(day);
        }
    }

    private void match(int day) {
        signWhatIsApproved(day);
        if (day == on(4, 1)) {
            toSign = scale == Scale.FULL
                    ? chemistry.begin(Pairing.MET_FIRST, pairing.pairCohort(WITH_EXCEPTIONS))
                    : pairing.pairCohort(PLAIN);
        } else if (day == on(4, 3) && scale == Scale.FULL) {
            toSign = chemistry.answerWithOneNo();
        } else if (day == on(4, 5) && scale == Scale.FULL) {
            toSign = chemistry.answer();
        } else if (day == on(5, 2) && scale == Scale.FULL) {
            toSign = peers.pair(unmentored());
        } else if (day == on(9, 2) && scale == Scale.FULL) {
            toSign = pairing.reassign(
                    company.engagementsOf(company.human(leader(REASSIGNED))).getFirst());
        } else if (day >= on(18, 1) && day <= on(19, 2) && scale == Scale.FULL) {
            toSign = waiting.play(day, leadersAfterTheirSprint(), settled());
        } else if (day == on(20, 2) && scale == Scale.FULL) {
            coachTogether();
        } else if (day == on(21, 4) && scale == Scale.FULL) {
            together.meet(day);
        } else if (day == on(18, 1)) {
            toSign = pairing.pair(Track.MENTORING, leadersAfterTheirSprint());
        }
    }

    /** They meet as a group, so that no series of two is put into calendars. */
    private void coachTogether() {
        pairing.sign(together.form(unmentored()));
        clock.settle();
        pairing.began();
        clock.settle();
    }

    /** Both sides sign a day after the approval. */
    private void signWhatIsApproved(int day) {
        if (toSign.isEmpty()) {
            return;
        }
        clock.settle();
        pairing.sign(toSign);
        toSign = List.of();
        clock.settle();
        for (var engagement : pairing.began()) {
            diary.invite(engagement, day);
        }
    }

    private void meet(int day) {
        if (day == on(13, 4) && scale == Scale.FULL) {
            accords.giveNotice(quietCoaching(GIVEN_NOTICE));
        } else if (day == on(14, 4) && scale == Scale.FULL) {
            accords.renew(quietCoaching(RENEWED));
            clock.settle();
        }
        accords.close(day);
        diary.change(day);
        if (day == on(8, 2) && scale == Scale.FULL) {
            bookings.play(quietCoaching(RENEWED), timeline.instant(day));
        }
        diary.evidence(day);
        if (day % Indications.EVERY_DAYS == 0) {
            indications.note(day);
        }
        if (day % CaseLogs.EVERY_DAYS == 0) {
            caseLogs.log(day);
        }
        if (day == on(16, 2)) {
            diary.planClosingTalks(day);
        }
        if (day == on(6, 3) || day == on(14, 3)) {
            sponsorship.commit(day);
        } else if (day == on(11, 3) || day == on(19, 3)) {
            sponsorship.take(day);
        }
    }

    private void everyWeek(int week, int day) {
        var today = timeline.day(day);
        var now = timeline.instant(day);
        // who has not agreed to IMPACT yet, in week 2, has no figures
        var posted = delivery.post(company.programme(), week == 2 ? List.of() : figured(), week, today, now);
        company.tallies().add(Count.KPIS, posted);
        var leaving = leavingIn(week);
        if (!leaving.isEmpty()) {
            hr.left(leaving, today, now);
            company.tallies().add(Count.EXITS, leaving.size());
        }
        if (week >= 20 && week - 20 < PROMOTED.size() && scale == Scale.FULL) {
            hr.promoted(company.leaders().get(PROMOTED.get(week - 20)).employee(), true, today, now);
            company.tallies().add(Count.PROMOTIONS);
        }
        if (week == 22) {
            for (var leader : figured()) {
                hr.outcome(leader.number(), OutcomeKind.ENGAGEMENT_SCORE, new BigDecimal("3.9"), today, now);
            }
        }
    }

    /** Leaders get other managers, and some are away for three weeks: one of each way HR has. */
    private void reorganise(int day) {
        if (scale == Scale.SMALL) {
            return;
        }
        var today = timeline.day(day);
        var now = timeline.instant(day);
        if (day == on(10, 3)) {
            for (var employee : hr.oneEachWay(settled())) {
                hr.reportsTo(employee, newManager(employee), today, now);
                company.tallies().add(Count.MANAGER_CHANGES);
            }
        } else if (day == on(12, 3)) {
            for (var employee : hr.oneEachWay(settled())) {
                hr.onLeave(employee, true, today, now);
                company.tallies().add(Count.LEAVES);
            }
        } else if (day == on(15, 3)) {
            for (var employee : hr.oneEachWay(settled())) {
                hr.onLeave(employee, false, today, now);
                company.tallies().add(Count.RETURNS);
            }
        }
    }

    /** Leaders of whom the story tells nothing else. */
    private List<Employee> settled() {
        return company.leaders().stream()
                .filter(leader -> company.leaders().indexOf(leader) > ERASED)
                .filter(leader -> !PROMOTED.contains(company.leaders().indexOf(leader)))
                .map(Leader::employee)
                .toList();
    }

    /** Those of them who need no mentor after their sprint. */
    private List<Leader> unmentored() {
        return company.leaders().stream()
                .filter(leader -> settled().contains(leader.employee()))
                .filter(leader -> leader.trigger() != Trigger.BEHAVIOURAL_SHIFT)
                .toList();
    }

    /** Somebody senior of the same department who has nothing to do with the programme. */
    private Employee newManager(Employee employee) {
        var busy = new HashSet<String>();
        company.leaders().forEach(leader -> busy.add(leader.number()));
        for (var provider : company.providers()) {
            if (provider.employee() != null) {
                busy.add(provider.employee().number());
            }
        }
        return company.workforce().employees().stream()
                .filter(other -> other.department().equals(employee.department()))
                .filter(other ->
                        other.level() > employee.level() && !other.row().leaves())
                .filter(other -> !other.number().equals(employee.managerNumber()) && !busy.contains(other.number()))
                .findFirst()
                .orElseThrow(() -> new StepFailed("Nobody else can lead " + employee.number()));
    }

    /** The coaching of a leader of whom the story tells nothing else, and who needs no mentor after it. */
    private Company.Engagement quietCoaching(int place) {
        return unmentored().stream()
                .flatMap(leader -> company.engagementsOf(company.human(leader)).stream())
                .filter(engagement -> engagement.term().track() == Track.COACHING)
                .skip(place)
                .findFirst()
                .orElseThrow(() -> new StepFailed("No coaching to be agreed on anew"));
    }

    private void takeBack(int day) {
        if (scale == Scale.SMALL) {
            return;
        }
        var now = timeline.instant(day);
        if (day == on(7, 2)) {
            removals.withdraw(leader(0), Purpose.CALENDAR, now);
        } else if (day == on(10, 2)) {
            removals.withdraw(leader(1), Purpose.IMPACT, now);
        } else if (day == on(11, 4)) {
            removals.withdraw(leader(2), Purpose.MATCHING, now);
        } else if (day == on(12, 2)) {
            removals.withdrawInPortal(leader(5), Purpose.IMPACT, now);
        } else if (day == on(13, 3)) {
            removals.withdraw(leader(6), Purpose.CALENDAR, now);
        } else if (day == on(15, 2)) {
            removals.erase(leader(ERASED));
        } else {
            return;
        }
        clock.settle();
    }

    /** What is left to hold against the plan when the last day is over. */
    public void finish() {
        removals.requireCertificates();
        accords.require();
        pairing.requireWorkedOff();
        new Reckoning(company).hold();
        requireEveryStep();
    }

    private void requireEveryStep() {
        var intended = new LinkedHashMap<Count, Long>();
        intended.put(Count.EMPLOYEES, (long) company.workforce().employees().size());
        var leaders = (long) company.leaders().size();
        intended.put(Count.PARTICIPANTS, leaders);
        intended.put(Count.INTAKES, leaders);
        intended.put(Count.PROVIDERS, (long) company.providers().size());
        calibration.require();
        intended.put(Count.CANDIDATES, scale == Scale.FULL ? 1L : 0L);
        intended.put(Count.LAPSED, scale == Scale.FULL ? 1L : 0L);
        intended.put(
                Count.ENGAGEMENTS,
                company.tallies().of(Count.APPROVED) - sum(Count.OFFERS_EXPIRED, Count.OFFERS_DECLINED, Count.PARTED));
        if (scale == Scale.FULL) {
            intended.putAll(Map.of(
                    Count.OVERRIDES, (long) Pairing.OVERRIDES,
                    Count.REJECTIONS, 1L,
                    Count.REASSIGNMENTS, 1L,
                    Count.WITHDRAWALS, 5L,
                    Count.ERASURES, 1L,
                    Count.PROMOTIONS, (long) PROMOTED.size()));
            intended.putAll(Map.of(
                    Count.PARTED, 1L,
                    Count.PEERS, 1L,
                    Count.RENEWALS, 1L,
                    Count.TERMINATIONS, 1L,
                    Count.REASSIGNABLE, (long) (company.leaders().size() - 1) / 10));
            var waited = (long) leadersAfterTheirSprint().size();
            intended.putAll(Map.of(
                    Count.WAITED, waited,
                    Count.OFFERS_EXPIRED, 1L,
                    Count.OFFERS_DECLINED, 1L,
                    // everybody takes one in the end
                    Count.OFFERED, waited + 2,
                    Count.ENDED_EARLY, 1L));
            intended.put(Count.MANAGER_CHANGES, (long) HrSystem.WAYS);
            intended.put(Count.LEAVES, (long) HrSystem.WAYS);
            intended.put(Count.RETURNS, company.tallies().of(Count.LEAVES));
        }
        intended.forEach((count, expected) -> {
            if (company.tallies().of(count) != expected) {
                throw new StepFailed("%s: %s happened %d times instead of %d"
                        .formatted(company.tenant(), count, company.tallies().of(count), expected));
            }
        });
        var told =
                sum(Count.EMPLOYEES, Count.EXITS, Count.PROMOTIONS, Count.MANAGER_CHANGES, Count.LEAVES, Count.RETURNS);
        if (sum(Count.HR_CLOUD_EVENTS, Count.HR_SCIM, Count.HR_CSV) != told) {
            throw new StepFailed("%s: HR did not say %d things about employees".formatted(company.tenant(), told));
        }
        for (var some : List.of(Count.NO_SHOWS, Count.CANCELLED_LATE, Count.MOVED, Count.COMPLETED)) {
            if (company.tallies().of(some) == 0) {
                throw new StepFailed("%s: no %s happened".formatted(company.tenant(), some));
            }
        }
        if (scale == Scale.FULL && company.tallies().of(Count.PLANS_COMPARED) == 0) {
            throw new StepFailed("No plan says how evenly groups are served");
        }
        if (scale == Scale.FULL && company.tallies().of(Count.SESSIONS_HELD) < SESSIONS_AT_LEAST) {
            throw new StepFailed(
                    "Only %d sessions were held".formatted(company.tallies().of(Count.SESSIONS_HELD)));
        }
    }

    private long sum(Count... counts) {
        return Arrays.stream(counts).mapToLong(company.tallies()::of).sum();
    }

    private void countDecisions() {
        for (var pathway : new Decisions(company.cast().lead()).pathways(company.programme())) {
            company.tallies()
                    .add(
                            switch (pathway) {
                                case COACHING, ONBOARDING_COACHING -> Count.DECIDED_COACH;
                                case MENTORING -> Count.DECIDED_MENTOR;
                                case COACHING_THEN_MENTORING, MENTORING_WITH_COACHING -> Count.DECIDED_SEQUENCE;
                            });
        }
    }

    private List<UUID> leadersAfterTheirSprint() {
        var ids = new ArrayList<UUID>();
        for (var leader : company.leaders()) {
            if (leader.trigger() == Trigger.BEHAVIOURAL_SHIFT && !isGone(leader) && !leader.equals(leader(2))) {
                ids.add(company.human(leader).person().value());
            }
        }
        return ids;
    }

    /** Leaders whose figures may still be used. */
    private List<Leader> figured() {
        var without = new HashSet<Leader>();
        if (scale == Scale.FULL) {
            without.addAll(List.of(leader(1), leader(5), leader(ERASED)));
        }
        return company.leaders().stream()
                .filter(leader -> !without.contains(leader))
                .toList();
    }

    private boolean isGone(Leader leader) {
        return scale == Scale.FULL && leader.equals(leader(ERASED));
    }

    private Leader leader(int place) {
        return company.leaders().get(place);
    }

    /** Those whom the data set says leave, spread over the weeks. */
    private List<Employee> leavingIn(int week) {
        var leaving = company.workforce().employees().stream()
                .filter(employee -> employee.row().leaves())
                .toList();
        var found = new ArrayList<Employee>();
        for (var place = week; place < leaving.size(); place += Timeline.WEEKS) {
            found.add(leaving.get(place));
        }
        return found;
    }
}
