package tandem.analytics.pilot;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tandem.analytics.metric.MetricCatalog;
import tandem.analytics.rule.Criterion;
import tandem.analytics.rule.Criterion.Source;
import tandem.analytics.rule.Thresholds.Bound;
import tandem.events.EventTypes;
import tandem.runtime.problem.CommonProblems;
import tandem.runtime.problem.Refused;

/**
 * A schedule as data: what each week is for, who does it, what comes of it, and what its gate asks for (rulebook C9). A pilot keeps the
 * version it was made from.
 *
 * @param lockedBeforeWeek the week with whose first day the numbers can no longer change (R131)
 * @param deliverables what a statement of work names (R136)
 * @param benchmarks what others report, shown and never counted (R109)
 * @param vendors platforms to compare a plan with: cohorts they suit and what they are connected to (R76, R77)
 */
public record PilotTemplate(
        String name,
        int version,
        int lockedBeforeWeek,
        List<String> deliverables,
        List<Benchmark> benchmarks,
        List<Vendor> vendors,
        List<Review> reviews,
        List<Bound> thresholds,
        List<Week> weeks) {

    /** The one that ships. */
    public static final PilotTemplate TWENTY_FOUR_WEEKS = read("/pilot/twenty-four-weeks.v1.json");

    /**
     * A week and its gate.
     *
     * @param who roles that work on it
     * @param artefact what is there when it is over
     * @param decisions the codes the committee decides by; empty where it decides nothing
     * @param decidedWith what a decision has to name: BUDGET, TIMELINE
     */
    public record Week(
            int week,
            String what,
            List<String> who,
            String artefact,
            List<String> decisions,
            List<String> decidedWith,
            List<Criterion> criteria) {
        public Week {
            who = List.copyOf(who);
            decisions = List.copyOf(decisions);
            decidedWith = List.copyOf(decidedWith);
            criteria = List.copyOf(criteria);
        }

        /** As events name it: {@code W6}. */
        public String gate() {
            return "W" + week;
        }

        public Optional<Criterion> criterion(String code) {
            return criteria.stream()
                    .filter(criterion -> criterion.code().equals(code))
                    .findFirst();
        }
    }

    /** A figure others report, and over how many months. */
    public record Benchmark(String code, BigDecimal value, int months, String says, String rule) {}

    /**
     * A platform.
     *
     * @param least the smallest cohort it suits; null where it is for everybody
     * @param most the largest
     */
    public record Vendor(
            String name,
            @Nullable Integer least,
            @Nullable Integer most,
            String of,
            List<String> integrations,
            String rule) {}

    /** A day, counted from the first of week 1, on which the figures are kept (R119, R134). */
    public record Review(String review, int days, String rule) {}

    public PilotTemplate {
        deliverables = List.copyOf(deliverables);
        benchmarks = List.copyOf(benchmarks);
        vendors = List.copyOf(vendors);
        reviews = List.copyOf(reviews);
        thresholds = List.copyOf(thresholds);
        weeks = List.copyOf(weeks);
    }

    /** The one of that name and version, or empty: a pilot goes on with what it was made from. */
    public static Optional<PilotTemplate> find(String name, int version) {
        return Optional.of(TWENTY_FOUR_WEEKS)
                .filter(template -> template.name().equals(name) && template.version() == version);
    }

    /** Refuses a week there is not. */
    public Week week(int week) {
        return weeks.stream()
                .filter(one -> one.week() == week)
                .findFirst()
                .orElseThrow(() -> new Refused(CommonProblems.NOT_FOUND, "The pilot has no week " + week));
    }

    private static PilotTemplate read(String resource) {
        try (var json = PilotTemplate.class.getResourceAsStream(resource)) {
            if (json == null) {
                throw new IllegalStateException("There is no " + resource);
            }
            var template = new ObjectMapper().readValue(json, PilotTemplate.class);
            template.check();
            return template;
        } catch (IOException e) {
            throw new UncheckedIOException(resource + " is no template", e);
        }
    }

    /** A template that asks for what nobody can answer would keep a gate shut for ever: it is found when the service starts. */
    private void check() {
        var numbers = new HashSet<String>();
        thresholds.forEach(bound -> require(numbers.add(bound.name()), bound.name() + " stands there twice"));
        for (var week : weeks) {
            var codes = new HashSet<String>();
            require(week.week() == weeks.indexOf(week) + 1, week.gate() + " is out of order");
            for (var criterion : week.criteria()) {
                require(codes.add(criterion.code()), week.gate() + " has " + criterion.code() + " twice");
                check(week, criterion, numbers);
            }
        }
    }

    private static void check(Week week, Criterion criterion, Set<String> numbers) {
        var where = week.gate() + " " + criterion.code();
        var threshold = criterion.threshold();
        require(threshold == null || numbers.contains(threshold), where + " knows no " + threshold);
        require((threshold == null) == (criterion.comparison() == null), where + " compares with nothing");
        var of = criterion.of();
        var answerable = switch (criterion.source()) {
            case FIGURE, PEOPLE -> of != null && MetricCatalog.find(of).isPresent();
            case EVENT -> of != null && EventTypes.recordOf(of).isPresent();
            case SIGN_OFF -> !criterion.roles().isEmpty();
            case DECISION -> !week.decisions().isEmpty();
            case LOCK -> true;
        };
        require(answerable, where + " cannot be answered");
        require(criterion.source() == Source.SIGN_OFF || criterion.roles().isEmpty(), where + " needs no roles");
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalStateException("The template is faulty: " + otherwise);
        }
    }
}
