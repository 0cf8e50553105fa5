package tandem.simulator.play;

import static tandem.simulator.play.Timeline.on;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tandem.local.Service;
import tandem.simulator.client.Answer;
import tandem.simulator.client.Caller;
import tandem.simulator.client.Json;
import tandem.simulator.client.ProgrammeClock;
import tandem.simulator.client.StepFailed;

/**
 * The programme as a pilot: what its lead, operations owner, analyst and committee do week by week so that its gates can be evaluated.
 * Before a week ends, somebody answers for whatever its gate is missing; the clock evaluates it when the week is over.
 */
public final class Governance {
    /** What the rulebook leaves open, as this pilot agreed on it. */
    private static final Map<String, Double> NUMBERS = Map.of(
            "cohortMinimum", 24.0,
            "systemicBlockers", 0.5,
            "positiveDirection", 0.5,
            "actionItems", 0.5,
            "behaviourLift", 0.5,
            "linkCoverage", 0.6,
            "behaviourMovement", 0.3,
            "kpiImprovement", 0.5,
            "completion", 0.3);

    private static final int MITIGATED_FOR_DAYS = 21;
    /** Decided by people and signed off, or looked at: nobody needs to answer for them before the day. */
    private static final Set<String> NOT_MITIGATED = Set.of("DECISION", "LOCK");

    private final Company company;
    private final Timeline timeline;
    private final ProgrammeClock clock;
    private String decided = "";

    Governance(Company company, Timeline timeline, ProgrammeClock clock) {
        this.company = company;
        this.timeline = timeline;
        this.clock = clock;
    }

    /** How a gate stands: its week, its colour, and what it is not green for. */
    public record Gate(int week, String status, String why) {}

    void play(int day) {
        if (day == on(1, 2)) {
            begin();
        } else if (day == on(1, 3)) {
            sign(lead(), 1, "KPI_OWNERS_IDENTIFIED", null);
            sign(analyst(), 1, "DATA_FEEDS_CONFIRMED", null);
        } else if (day == on(4, 4)) {
            operations().post(Service.ANALYTICS, pilot(":lock")).expect(200);
        } else if (day == on(9, 4)) {
            sign(lead(), 9, "ISSUES_LOGGED", null);
        } else if (day == on(12, 4)) {
            decide(12, "CONTINUE", Map.of());
        } else if (day == on(13, 4)) {
            sign(lead(), 13, "PIVOTS_EXECUTED", null);
            sign(lead(), 13, "PIVOTS_COMMUNICATED", null);
        } else if (day == on(16, 4)) {
            stopAndResume();
        } else if (day == on(18, 4)) {
            sign(lead(), 18, "CASE_STUDIES_DRAFTED", 2);
        } else if (day == on(19, 4)) {
            vetoed(19, "ADJUST_BUDGET", budget(200000));
            decide(19, "SAME_BUDGET", budget(180000));
        } else if (day == on(20, 4)) {
            sign(lead(), 20, "SCALE_PLAN_WITH_COSTS", null);
        } else if (day == on(21, 4)) {
            sign(analyst(), 21, "MEASUREMENT_SCHEDULED", null);
        } else if (day == on(23, 4)) {
            sign(analyst(), 23, "IMPACT_SIGNAL_READY", null);
        } else if (day == on(24, 4)) {
            scaleOrIterate();
        }
        if (day % 7 == 6) {
            answerForWhatIsOpen(day / 7 + 1, day);
        }
    }

    /** The pilot is made from the template, with its numbers, its plan, its KPIs and its committee. */
    private void begin() {
        lead().post(Service.ANALYTICS, "/v1/pilots", Map.of("programme", programme()))
                .expect(201);
        put("1", pilot("/thresholds"), Map.of("thresholds", NUMBERS));
        put(
                "2",
                pilot("/plan"),
                Map.of(
                        "transformationKpi", Delivery.PROGRAMME_KPI,
                        "currency", "EUR",
                        "budget", 180_000,
                        "licenceCost", 60_000,
                        "integrationCost", 15_000));
        register(Delivery.LEADER_KPI, "LEADER", "UP", "PERCENT", 62, 66);
        register(Delivery.PROGRAMME_KPI, "PROGRAMME", "DOWN", "DAYS", 9, 8);
        measure("COACHING", "pulse_direction");
        measure("MENTORING", "cadence_adherence");
        var seats = new LinkedHashMap<String, UUID>();
        seats().forEach((seat, caller) -> seats.put(seat, personOf(caller)));
        operations()
                .put(Service.ANALYTICS, pilot("/committee"), Map.of("seats", seats, "quorum", 3))
                .expect(200);
    }

    private void put(String revision, String path, Object body) {
        lead().put(
                        Service.ANALYTICS,
                        path,
                        Map.of("Content-Type", "application/json", "If-Match", "\"" + revision + "\""),
                        Json.bytes(body))
                .expect(200);
    }

    private void register(String kpi, String about, String direction, String unit, int baseline, int target) {
        lead().put(
                        Service.ANALYTICS,
                        programmes("/kpis/" + kpi),
                        Map.of(
                                "about", about,
                                "direction", direction,
                                "unit", unit,
                                "owner", personOf(lead()),
                                "feed", "DELIVERY_TOOLS",
                                "everyDays", 7,
                                "baseline", baseline,
                                "target", target))
                .expect(200);
    }

    private void measure(String track, String leading) {
        lead().put(
                        Service.ANALYTICS,
                        programmes("/interventions/" + track),
                        Map.of("leading", leading, "lagging", Delivery.LEADER_KPI))
                .expect(200);
    }

    private void sign(Caller by, int week, String criterion, @Nullable Integer amount) {
        var signOff = new LinkedHashMap<String, Object>(Map.of("criterion", criterion, "holds", true));
        if (amount != null) {
            signOff.put("amount", amount);
        }
        by.post(Service.ANALYTICS, gate(week) + "/sign-offs", signOff).expect(201);
    }

    /** On the last day of its week: what the gate is missing gets somebody who answers for it for three weeks. */
    private void answerForWhatIsOpen(int week, int day) {
        clock.settle();
        var evaluated = lead().post(Service.ANALYTICS, gate(week) + ":evaluate").expect(201);
        for (var evidence : evaluated.body().path("snapshot").path("evidence")) {
            if (isOpen(evidence)) {
                lead().post(
                                Service.ANALYTICS,
                                gate(week) + "/mitigations",
                                Map.of(
                                        "criterion", evidence.path("criterion").asText(),
                                        "measure", "FOLLOW_UP",
                                        "owner", personOf(lead()),
                                        "dueOn",
                                                timeline.day(day + MITIGATED_FOR_DAYS)
                                                        .toString()))
                        .expect(201);
            }
        }
    }

    private static boolean isOpen(JsonNode evidence) {
        return !Set.of("MET", "SHOWN").contains(evidence.path("outcome").asText())
                && !NOT_MITIGATED.contains(evidence.path("source").asText());
    }

    /** R129: for a moment nobody is taken in, by intake-service or by matching-service, and then everybody is again. */
    private void stopAndResume() {
        operations()
                .post(Service.ANALYTICS, programmes("/onboarding:stop"), Map.of("reason", "DATA_QUALITY"))
                .expect(200);
        clock.settle();
        requireStopped(lead().post(
                        Service.INTAKE,
                        programmes("/participants"),
                        Map.of(
                                "employeeNumbers",
                                List.of(company.leaders().getFirst().number()))));
        operations().post(Service.ANALYTICS, programmes("/onboarding:resume")).expect(200);
        clock.settle();
    }

    private static void requireStopped(Answer answer) {
        if (!answer.expect(409).problem().equals("onboarding-stopped")) {
            throw new StepFailed(answer.request() + " was refused, and not because onboarding is stopped");
        }
    }

    private void decide(int week, String decision, Map<String, Object> terms) {
        conclude(voted(week, decision, terms)).expect(200);
        decided = decision;
    }

    /** All gates cleared and sessions linked, the cohort grows; otherwise the committee decides to go on as it is. */
    private void scaleOrIterate() {
        clock.settle();
        var terms = budget(240000);
        terms.put("startsOn", timeline.end().plusDays(8).toString());
        terms.put("endsOn", timeline.end().plusDays(8).plusWeeks(24).toString());
        var answer = conclude(voted(24, "SCALE", terms)).expect(200, 409);
        if (answer.status() == 200) {
            decided = "SCALE";
        } else if (answer.problem().equals("scale-blocked")) {
            decide(24, "ITERATE", terms);
        } else {
            throw new StepFailed("The committee could not decide: " + answer.text());
        }
    }

    private void vetoed(int week, String decision, Map<String, Object> terms) {
        operations()
                .post(
                        Service.ANALYTICS,
                        motion(voted(week, decision, terms)) + ":veto",
                        Map.of("reason", "BUDGET_MISSING"))
                .expect(204);
    }

    private UUID voted(int week, String decision, Map<String, Object> terms) {
        var motion = company.cast()
                .steering()
                .post(
                        Service.ANALYTICS,
                        pilot("/motions"),
                        Map.of(
                                "week", week,
                                "decision", decision,
                                "minutes", List.of("EVIDENCE_REVIEWED", "BUDGET_REVIEWED"),
                                "terms", terms))
                .expect(201)
                .id("id");
        seats().forEach((seat, caller) -> caller.put(Service.ANALYTICS, motion(motion) + "/vote", Map.of("vote", "FOR"))
                .expect(204));
        return motion;
    }

    private Answer conclude(UUID motion) {
        return operations().post(Service.ANALYTICS, motion(motion) + ":conclude");
    }

    private static Map<String, Object> budget(int amount) {
        return new LinkedHashMap<>(Map.of("budget", amount, "currency", "EUR"));
    }

    /** The gates as they stand; the play fails when one was never evaluated. */
    public List<Gate> gates() {
        var gates = new ArrayList<Gate>();
        for (var gate :
                lead().get(Service.ANALYTICS, pilot("/gates")).expect(200).rows("gates")) {
            var latest = gate.path("latest");
            if (!latest.isObject()) {
                throw new StepFailed(gate.path("gate").asText() + " was never evaluated");
            }
            gates.add(new Gate(gate.path("week").asInt(), latest.path("status").asText(), why(gate)));
        }
        return List.copyOf(gates);
    }

    private static String why(JsonNode gate) {
        var reasons = StreamSupport.stream(gate.path("latest").path("reasons").spliterator(), false)
                .map(reason -> reason.path("criterion").asText() + " "
                        + reason.path("code").asText())
                .collect(Collectors.joining(", "));
        var decision = gate.path("decision");
        var what = reasons.isEmpty() ? "all of it is met" : reasons;
        return decision.isTextual() ? "decided: " + decision.asText() + "; " + what : what;
    }

    /** What the committee decided last. */
    public String decided() {
        return decided;
    }

    /** The steering pack as it is printed now, a page of HTML. */
    public String steeringPack() {
        var number = company.cast()
                .steering()
                .post(Service.ANALYTICS, pilot("/packs"))
                .expect(201)
                .string("number");
        return lead().get(Service.ANALYTICS, pilot("/packs/" + number))
                .expect(200)
                .text();
    }

    private Map<String, Caller> seats() {
        var cast = company.cast();
        var seats = new LinkedHashMap<String, Caller>();
        seats.put("HR_HEAD", cast.hrPartner().caller());
        seats.put("LEARNING_DIRECTOR", cast.lead().caller());
        seats.put("BUSINESS_SPONSOR", cast.steering());
        seats.put("TRANSFORMATION_LEAD", cast.secondLead().caller());
        seats.put("OPERATIONS_OWNER", cast.operations().caller());
        return seats;
    }

    private Caller lead() {
        return company.cast().lead().caller();
    }

    private Caller operations() {
        return company.cast().operations().caller();
    }

    private Caller analyst() {
        return company.cast().analyst();
    }

    /** The pseudonym in somebody's token. */
    private static UUID personOf(Caller caller) {
        var token = caller.pass().token().get().orElseThrow();
        var claims = new String(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]), StandardCharsets.UTF_8);
        return UUID.fromString(Json.read(claims).path("person").asText());
    }

    private String programme() {
        return company.programme().toString();
    }

    private String programmes(String rest) {
        return "/v1/programmes/" + programme() + rest;
    }

    private String pilot(String rest) {
        return "/v1/pilots/" + programme() + rest;
    }

    private String gate(int week) {
        return pilot("/gates/" + week);
    }

    private String motion(UUID motion) {
        return pilot("/motions/" + motion);
    }
}
