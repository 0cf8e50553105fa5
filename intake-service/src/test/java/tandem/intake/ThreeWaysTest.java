package tandem.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tandem.events.IntakeEvent.EmploymentChanged;
import tandem.events.IntakeEvent.EmploymentEnded;
import tandem.events.PersonId;
import tandem.runtime.actor.Roles;
import tandem.testing.OutboxRows;
import tandem.testing.RealParts;

/** One history of a company told in three ways, in any order and more than once, ends in one truth. */
@QuarkusTest
@WithTestResource(RealParts.class)
@WithTestResource(FakeKeycloak.class)
class ThreeWaysTest {

    private static final LocalDate FIRST = LocalDate.parse("2026-01-05");
    private static final int EMPLOYEES = 8;
    private static final int STAGES = 6;
    private static final String ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
    private static final String TANDEM = "urn:ietf:params:scim:schemas:extension:tandem:2.0:User";

    /** An employee at a stage. */
    private record Stand(
            String number,
            String manager,
            String department,
            int level,
            LocalDate promotedOn,
            char status,
            LocalDate since) {}

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void tellTheSameAndEndInTheSame(long seed) {
        var random = new Random(seed);
        var stages = history(random);
        var byEvents = new Told(new Company());
        var byFile = new Told(new Company());
        var byScim = new Told(new Company());

        for (int stage = 0; stage < stages.size(); stage++) {
            var on = FIRST.plusDays(stage);
            for (int time = 0; time < 2; time++) { // everything is said twice
                var stands = new ArrayList<>(stages.get(stage).values());
                Collections.shuffle(stands, random);
                byEvents.post(stands, on);
                byFile.upload(stands, on);
                byScim.put(stands);
            }
            if (stage == 0) {
                List.of(byEvents, byFile, byScim).forEach(Told::enrol);
            }
        }

        assertThat(byFile.state()).isEqualTo(byEvents.state());
        assertThat(byScim.state()).isEqualTo(byEvents.state());
        assertThat(byFile.events()).isEqualTo(byEvents.events());
        assertThat(byScim.events()).isEqualTo(byEvents.events());
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void endInTheSameInAnyOrder(long seed) {
        var random = new Random(seed);
        var stages = history(random);
        var inOrder = new Told(new Company());
        var shuffled = new Told(new Company());
        var order = new ArrayList<Integer>();
        for (int stage = 0; stage < STAGES; stage++) {
            inOrder.upload(List.copyOf(stages.get(stage).values()), FIRST.plusDays(stage));
            order.add(stage);
        }
        Collections.shuffle(order, random);
        order.addAll(List.copyOf(order));

        order.forEach(stage -> shuffled.upload(List.copyOf(stages.get(stage).values()), FIRST.plusDays(stage)));

        assertThat(shuffled.state()).isEqualTo(inOrder.state());
    }

    /** Moves, promotions, leaves of absence, exits and returns; who is gone changes in nothing else. */
    private static List<Map<String, Stand>> history(Random random) {
        var stages = new ArrayList<Map<String, Stand>>();
        var now = new TreeMap<String, Stand>();
        for (int place = 0; place < EMPLOYEES; place++) {
            now.put("E" + place, new Stand("E" + place, "E0", "SALES", 2, LocalDate.parse("2024-01-01"), 'A', FIRST));
        }
        stages.add(new TreeMap<>(now));
        for (int stage = 1; stage < STAGES; stage++) {
            var on = FIRST.plusDays(stage);
            now.replaceAll((number, stand) -> next(stand, on, random));
            stages.add(new TreeMap<>(now));
        }
        return stages;
    }

    private static Stand next(Stand was, LocalDate on, Random random) {
        if (was.status() == 'T') {
            return random.nextBoolean()
                    ? was
                    : new Stand(was.number(), was.manager(), was.department(), was.level(), was.promotedOn(), 'A', on);
        }
        return switch (random.nextInt(6)) {
            case 0 ->
                new Stand(
                        was.number(),
                        "E" + random.nextInt(EMPLOYEES),
                        was.department(),
                        was.level(),
                        was.promotedOn(),
                        'A',
                        on);
            case 1 -> new Stand(was.number(), was.manager(), "RESEARCH", was.level() + 1, on, 'A', on);
            case 2 -> new Stand(was.number(), was.manager(), was.department(), was.level(), was.promotedOn(), 'T', on);
            case 3 -> new Stand(was.number(), was.manager(), was.department(), was.level(), was.promotedOn(), 'L', on);
            default -> was;
        };
    }

    /** One tenant, told in one way. */
    private static final class Told {
        private final Company company;
        private final Map<String, String> ids = new HashMap<>();

        Told(Company company) {
            this.company = company;
        }

        void enrol() {
            var numbers = new ArrayList<String>();
            for (int place = 0; place < EMPLOYEES; place++) {
                numbers.add("E" + place);
            }
            company.enrols(company.opens(), numbers.toArray(String[]::new));
        }

        void post(List<Stand> stands, LocalDate on) {
            var batch = new ArrayList<Map<String, Object>>();
            for (var stand : stands) {
                if (stand.status() == 'T') {
                    batch.add(company.event(
                            "tandem.hr.employee-left.v1",
                            Map.of(
                                    "employeeNumber",
                                    stand.number(),
                                    "leftOn",
                                    stand.since().toString())));
                } else {
                    var data = Company.employee(stand.number());
                    data.put("managerNumber", stand.manager());
                    data.put("department", stand.department());
                    data.put("jobLevel", stand.level());
                    data.put("lastPromotedOn", stand.promotedOn().toString());
                    data.put("roleRisks", List.of());
                    data.put("onLeave", stand.status() == 'L');
                    data.put("effectiveOn", on.toString());
                    batch.add(company.event("tandem.hr.employee-upserted.v1", data));
                }
            }
            assertThat(company.send(batch).jsonPath().getList("status")).containsOnly("accepted");
        }

        void upload(List<Stand> stands, LocalDate on) {
            var file = stands.stream()
                    .map(stand -> String.join(
                            ",",
                            stand.number(),
                            "Given" + stand.number(),
                            "Family" + stand.number(),
                            address(stand.number()),
                            stand.manager(),
                            String.valueOf(stand.status()),
                            stand.department(),
                            "MANAGER",
                            String.valueOf(stand.level()),
                            Company.HIRED.toString(),
                            "",
                            stand.promotedOn().toString(),
                            stand.status() == 'T' ? stand.since().toString() : "",
                            "Europe/Berlin"))
                    .collect(Collectors.joining(
                            "\n",
                            "employee,given_name,family_name,email,supervisor,status,department,role,level,hire_date,"
                                    + "date_in_job,last_promotion,termination_date,time_zone\n",
                            "\n"));
            var answer = company.as(Roles.HRIS)
                    .contentType("text/csv")
                    .body(file.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                    .post("/v1/hr-imports?effectiveOn=" + on);
            assertThat(answer.statusCode()).as(answer.asString()).isIn(200, 202);
            var path = "/v1/hr-imports/" + answer.jsonPath().getString("id");
            var import_ = company.as(Roles.HRIS).get(path).jsonPath();
            for (int wait = 0; import_.getString("finishedAt") == null && wait < 400; wait++) {
                pause();
                import_ = company.as(Roles.HRIS).get(path).jsonPath();
            }
            assertThat(import_.getString("state")).as(import_.prettify()).isEqualTo("DONE");
            assertThat(import_.getInt("refused")).isZero();
        }

        void put(List<Stand> stands) {
            for (var stand : stands) {
                var user = user(stand);
                var id = ids.get(stand.number());
                var answer = id == null
                        ? company.as(Roles.HRIS)
                                .contentType("application/scim+json")
                                .body(user)
                                .post("/scim/v2/Users")
                        : company.as(Roles.HRIS)
                                .contentType("application/scim+json")
                                .body(user)
                                .put("/scim/v2/Users/" + id);
                assertThat(answer.statusCode()).as(answer.asString()).isIn(200, 201);
                ids.put(stand.number(), answer.jsonPath().getString("id"));
            }
        }

        private static Map<String, Object> user(Stand stand) {
            var job = new HashMap<String, Object>();
            job.put("jobRole", "MANAGER");
            job.put("jobLevel", stand.level());
            job.put("hiredOn", Company.HIRED.toString());
            job.put("lastPromotedOn", stand.promotedOn().toString());
            job.put("onLeave", stand.status() == 'L');
            if (stand.status() == 'T') {
                job.put("terminatedOn", stand.since().toString());
            }
            var user = new HashMap<String, Object>();
            user.put("userName", address(stand.number()));
            user.put("name", Map.of("givenName", "Given" + stand.number(), "familyName", "Family" + stand.number()));
            user.put("active", stand.status() != 'T');
            user.put("timezone", "Europe/Berlin");
            user.put(
                    ENTERPRISE,
                    Map.of(
                            "employeeNumber", stand.number(),
                            "department", stand.department(),
                            "manager", Map.of("value", stand.manager())));
            user.put(TANDEM, job);
            return user;
        }

        /** What is held of everyone, whichever way it came, as SCIM shows it; managers by their numbers. */
        Map<String, List<Object>> state() {
            var users =
                    company.as(Roles.HRIS).get("/scim/v2/Users").jsonPath().<Map<String, Object>>getList("Resources");
            var numbers = users.stream()
                    .collect(Collectors.toMap(
                            user -> (String) user.get("id"),
                            user -> text(part(user, ENTERPRISE).get("employeeNumber"))));
            var state = new TreeMap<String, List<Object>>();
            for (var user : users) {
                var place = new TreeMap<>(part(user, ENTERPRISE));
                var manager = place.remove("manager");
                if (manager instanceof Map<?, ?> reference) {
                    place.put("managerNumber", numbers.getOrDefault(text(reference.get("value")), "nobody"));
                }
                state.put(
                        text(place.get("employeeNumber")),
                        List.of(user.get("active"), user.get("name"), place, new TreeMap<>(part(user, TANDEM))));
            }
            assertThat(state).hasSize(EMPLOYEES);
            return state;
        }

        /** What was told of everyone, in order. */
        Map<String, List<String>> events() {
            var numbers = new HashMap<PersonId, String>();
            for (int place = 0; place < EMPLOYEES; place++) {
                numbers.put(company.person("E" + place), "E" + place);
            }
            var events = new TreeMap<String, List<String>>();
            for (var row : OutboxRows.of(company.tenant())) {
                if (row.event() instanceof EmploymentChanged changed) {
                    tell(
                            events,
                            numbers.get(changed.person()),
                            changed.changed().stream().sorted().toList().toString());
                } else if (row.event() instanceof EmploymentEnded ended) {
                    tell(events, numbers.get(ended.person()), "ENDED " + ended.effectiveOn());
                }
            }
            assertThat(events).isNotEmpty();
            return events;
        }

        private static void tell(Map<String, List<String>> events, @Nullable String number, String what) {
            events.computeIfAbsent(text(number), any -> new ArrayList<>()).add(what);
        }

        @SuppressWarnings("unchecked") // JSON objects are maps by name
        private static Map<String, Object> part(Map<String, Object> user, String name) {
            return (Map<String, Object>) Objects.requireNonNull(user.get(name));
        }

        private static String text(@Nullable Object value) {
            return String.valueOf(value);
        }

        private static String address(String number) {
            return number.toLowerCase(Locale.ROOT) + "@example.com";
        }

        private static void pause() {
            try {
                Thread.sleep(25);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
