package tandem.simulator.world;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.random.RandomGenerator;
import tandem.events.Availability;
import tandem.events.Trigger;
import tandem.events.input.HrInput;
import tandem.simulator.calendar.CalendarProgram;

/**
 * Chooses the leaders of a programme: levels 2 to 4, none of whom the data set says will leave, with the triggers of the decision
 * matrix in fixed shares and goals that fit them.
 */
public final class Cohort {
    /** One round of eighteen leaders; larger cohorts repeat it. */
    private static final List<Trigger> TRIGGERS = List.of(
            Trigger.PERFORMANCE_GAP,
            Trigger.BEHAVIOURAL_SHIFT,
            Trigger.PROMOTION_PATHWAY,
            Trigger.PERFORMANCE_GAP,
            Trigger.RETENTION_RISK,
            Trigger.BEFORE_PROMOTION,
            Trigger.PERFORMANCE_GAP,
            Trigger.TEAM_CAPABILITY,
            Trigger.CAREER_TRANSITION,
            Trigger.PERFORMANCE_GAP,
            Trigger.ROLE_CHANGE,
            Trigger.BEHAVIOURAL_SHIFT,
            Trigger.HIGH_POTENTIAL,
            Trigger.PERFORMANCE_CONCERN,
            Trigger.TEAM_CAPABILITY,
            Trigger.BEHAVIOURAL_SHIFT,
            Trigger.RETENTION_RISK,
            Trigger.PERFORMANCE_GAP);

    private static final List<String> COACHING_SKILLS = List.of(
            "SPRINT_PLANNING",
            "DEPENDENCY_MANAGEMENT",
            "DECISION_LOGGING",
            "MEETING_DESIGN",
            "AI_ADOPTION",
            "PROJECT_PLANNING",
            "RISK_MANAGEMENT",
            "PIPELINE_MANAGEMENT",
            "OBJECTIVE_SETTING",
            "CHANGE_PLANNING");
    private static final List<String> COACHING_BEHAVIOURS = List.of(
            "DELEGATION",
            "FEEDBACK_GIVING",
            "EXECUTIVE_PRESENCE",
            "CHANGE_LEADERSHIP",
            "COURAGEOUS_CONVERSATIONS",
            "DECISIVENESS",
            "STAKEHOLDER_MANAGEMENT",
            "ESCALATION_JUDGEMENT",
            "ACTIVE_LISTENING",
            "INFLUENCE");
    private static final List<String> MENTORING_SKILLS =
            List.of("CAREER_PLANNING", "PROMOTION_CASE", "CROSS_FUNCTION_KNOWLEDGE", "EXECUTIVE_CAREER");
    private static final List<String> MENTORING_BEHAVIOURS = List.of(
            "NETWORK_BUILDING",
            "VISIBILITY",
            "SPONSORSHIP_SEEKING",
            "ORGANISATIONAL_NAVIGATION",
            "LEADERSHIP_IDENTITY");

    private final RandomGenerator random;

    public Cohort(RandomGenerator random) {
        this.random = random;
    }

    /** The leaders, at most three of them in roles that need a second approver. */
    public List<Leader> choose(Workforce workforce, int size) {
        var candidates = new ArrayList<>(workforce.employees().stream()
                .filter(employee -> employee.level() >= 2 && employee.level() <= 4)
                .filter(employee -> !employee.row().leaves() && employee.row().yearsAtCompany() >= 2)
                .toList());
        Collections.shuffle(candidates, new Random(random.nextLong()));
        var risky = candidates.stream().filter(Cohort::isRisky).limit(3).toList();
        var chosen = new ArrayList<>(risky);
        candidates.stream()
                .filter(employee -> !isRisky(employee))
                .limit(size - chosen.size())
                .forEach(chosen::add);
        var leaders = new ArrayList<Leader>();
        for (var employee : chosen) {
            leaders.add(leader(employee, TRIGGERS.get(leaders.size() % TRIGGERS.size())));
        }
        return List.copyOf(leaders);
    }

    /** What a provider of both kinds of goals could evidence. */
    public static List<String> skills(boolean coaching) {
        return coaching ? COACHING_SKILLS : MENTORING_SKILLS;
    }

    public static List<String> behaviours(boolean coaching) {
        return coaching ? COACHING_BEHAVIOURS : MENTORING_BEHAVIOURS;
    }

    /** Working hours of the week in the person's own zone, without one free afternoon. */
    public static List<Availability> workingHours(RandomGenerator random) {
        var free = DayOfWeek.of(1 + random.nextInt(5));
        var hours = new ArrayList<Availability>();
        for (var day = DayOfWeek.MONDAY; day != DayOfWeek.SATURDAY; day = day.plus(1)) {
            hours.add(new Availability(day, LocalTime.of(9, 0), LocalTime.of(day == free ? 12 : 18, 0)));
        }
        return hours;
    }

    private Leader leader(Employee employee, Trigger trigger) {
        var programs = CalendarProgram.values();
        var goals = goals(trigger);
        return new Leader(
                employee,
                trigger,
                goals,
                wishes(goals),
                workingHours(random),
                random.nextInt(6) == 0,
                programs[random.nextInt(programs.length)],
                0.86 + random.nextDouble() * 0.13);
    }

    /** What a mentee asks of a mentor (R45): experience with what the mentoring goal names. */
    private static List<String> wishes(List<HrInput.Goal> goals) {
        return goals.stream()
                .flatMap(goal -> goal.codes().stream())
                .filter(code -> MENTORING_SKILLS.contains(code) || MENTORING_BEHAVIOURS.contains(code))
                .toList();
    }

    private List<HrInput.Goal> goals(Trigger trigger) {
        return switch (trigger) {
            case CAREER_TRANSITION, PROMOTION_PATHWAY, HIGH_POTENTIAL -> List.of(mentoring());
            case BEHAVIOURAL_SHIFT, RETENTION_RISK -> List.of(coaching(), mentoring());
            default -> List.of(coaching());
        };
    }

    private HrInput.Goal coaching() {
        var skill = pick(COACHING_SKILLS);
        var behaviour = pick(COACHING_BEHAVIOURS);
        return new HrInput.Goal(
                List.of(skill, behaviour),
                "I want to get better at " + words(skill) + " and at " + words(behaviour) + ".");
    }

    private HrInput.Goal mentoring() {
        var skill = pick(MENTORING_SKILLS);
        var behaviour = pick(MENTORING_BEHAVIOURS);
        return new HrInput.Goal(
                List.of(skill, behaviour),
                "I would like somebody to talk to about " + words(skill) + " and " + words(behaviour) + ".");
    }

    private static boolean isRisky(Employee employee) {
        return !employee.roleRisks().isEmpty();
    }

    private String pick(List<String> codes) {
        return codes.get(random.nextInt(codes.size()));
    }

    private static String words(String code) {
        return code.toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
