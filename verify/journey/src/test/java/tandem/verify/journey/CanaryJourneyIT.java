package tandem.verify.journey;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import tandem.events.LawfulBasis;
import tandem.events.PersonId;
import tandem.events.ProgrammeId;
import tandem.events.ProviderType;
import tandem.events.Purpose;
import tandem.events.Topics;
import tandem.events.Track;
import tandem.events.Trigger;
import tandem.events.input.HrInput;
import tandem.local.Service;
import tandem.simulator.calendar.CalendarProgram;
import tandem.simulator.calendar.MeetingSeries;
import tandem.simulator.calendar.MeetingSeries.Attendee;
import tandem.simulator.calendar.MeetingSeries.Rhythm;
import tandem.simulator.client.Academy;
import tandem.simulator.client.Answer;
import tandem.simulator.client.Caller;
import tandem.simulator.client.Json;
import tandem.simulator.client.Pause;
import tandem.simulator.client.Seat;
import tandem.verify.journey.CanarySearch.Place;

/**
 * Words that stand nowhere else are given to the platform wherever people or their systems can write: names, addresses, user names,
 * employee numbers, goals, answers, calendar titles, cells, attributes; also in what is refused. Then they are looked for in every
 * table, on every topic, in every log, trace and metric. Read it top down.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CanaryJourneyIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration COMPACTION = Duration.ofMinutes(3);
    private static final String ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
    private static final String TANDEM = "urn:tandem:params:scim:schemas:extension:employment:1.0:User";
    private static final int OTHERS = 24;

    /** Where there must be something to look at; a search of empty tables proves nothing. */
    private static final List<String> LIVED_IN = List.of(
            "intake.public.person",
            "intake.public.employment",
            "intake.public.consent",
            "intake.public.consent_entry",
            "intake.public.intake",
            "intake.public.goal",
            "intake.public.decision",
            "intake.public.participation",
            "intake.tandem.audit_entry",
            "intake.public.hr_import",
            "intake.tandem.outbox",
            "matching.public.profiles",
            "matching.public.providers",
            "matching.public.matches",
            "matching.public.engagements",
            "matching.tandem.outbox",
            "session.public.engagements",
            "session.public.sessions",
            "session.public.notes",
            "session.tandem.outbox",
            "analytics.public.ledger",
            "analytics.public.impact_profiles",
            "topic tandem.profile",
            "topic tandem.intake",
            "topic tandem.matching",
            "topic tandem.session",
            "log intake-service.log",
            "log matching-service.log",
            "log session-service.log",
            "log analytics-service.log",
            "metrics of intake-service",
            "metrics of analytics-service",
            "traces");

    private final SplittableRandom random = new SplittableRandom();

    /** What may never be anywhere, with where it was planted. */
    private final Map<String, String> planted = new LinkedHashMap<>();

    /** Codes that IMPACT lets out: in their places until the person is forgotten. */
    private final Map<String, String> attributes = new LinkedHashMap<>();

    private final Traces traces = new Traces();
    private final JourneyPlatform platform = JourneyPlatform.apart(builder -> {
        for (var service : Service.values()) {
            builder.environment(service, "TANDEM_TRACE_RATIO", "1")
                    .environment(service, "QUARKUS_OTEL_EXPORTER_OTLP_ENDPOINT", traces.url())
                    .environment(service, "QUARKUS_OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf")
                    .environment(service, "QUARKUS_OTEL_BSP_SCHEDULE_DELAY", "500ms");
        }
        return builder;
    });
    private final Programme acme = new Programme(platform);
    private final Caller hris = platform.api().as(platform.people().machine("acme-hris"));
    private final Caller calendar = platform.api().as(platform.people().machine("acme-calendar"));

    private final Canary lena = canary("leader");
    private final Canary scott = canary("SCIM user");
    private final Canary cleo = canary("CSV row");
    private final Canary carl = canary("coach");
    private final Map<Canary, PersonId> persons = new HashMap<>();
    private final List<Place> before = new ArrayList<>();
    private ProgrammeId programme = new ProgrammeId(new UUID(0, 0));

    /** A person whose every name is a word of its own. */
    private record Canary(String given, String family, String email, String number) {}

    @AfterAll
    void leave() {
        platform.close();
        traces.close();
    }

    @Test
    @Order(1)
    void hrPostsEventsGoodAndBad() {
        platform.clock().moveTo(Programme.NOW);
        acme.hr.structured(Programme.event("lena", upserted(lena, attribute("department"), attribute("role"))));
        acme.hr.batch(IntStream.range(0, OTHERS)
                .mapToObj(i -> Programme.event("other-" + i, other(i, "SALES")))
                .toList());
        acme.hr.batch(IntStream.range(0, OTHERS)
                .mapToObj(i -> Programme.event("other-impact-" + i, impact("OTHER-" + i)))
                .toList());

        refused(event("{\"specversion\":\"1.0\",\"data\":{\"givenName\":\"" + word("malformed JSON")));
        refused(event(Json.text(structure("tandem.hr.no-such-thing.v1", "r1", Map.of("text", word("unknown type"))))));
        refused(event(Json.text(structure(
                "tandem.hr.employee-upserted.v1", "r2", Map.of("givenName", word("invalid event"), "email", "@@@")))));
        refused(event(Json.text(structure(
                "tandem.hr.employee-upserted.v1", "lena", upserted(canary("conflicting event"), "SALES", "MANAGER")))));
        refused(event(Json.text(structure(
                "tandem.hr.employee-upserted.v1",
                "r3",
                Map.of("employeeNumber", word("number in a bad event"), "email", word("bad address"))))));
        refused(event(Json.text(structure(
                "tandem.hr.intake-submitted.v1",
                "r4",
                Map.of(
                        "employeeNumber",
                        word("unknown employee number"),
                        "goals",
                        List.of(Map.of("text", word("goal of a refused intake"))))))));
        refused(hris.post(
                Service.INTAKE,
                "/v1/events",
                Map.of("Content-Type", "application/cloudevents-batch+json"),
                Json.text(List.of(structure(
                                "tandem.hr.employee-left.v1",
                                "r5",
                                Map.of("employeeNumber", word("number of a refused leave"), "leftOn", "2027-01-01"))))
                        .getBytes(StandardCharsets.UTF_8)));
        refused(hris.get(Service.INTAKE, "/v1/events/" + word("path nobody has")));
    }

    @Test
    @Order(2)
    void anIdentityProviderWritesUsers() {
        var id = scim("POST", "/scim/v2/Users", user(scott)).expect(201).string("id");

        refused(scim("POST", "/scim/v2/Users", user(scott)));
        refused(scim("POST", "/scim/v2/Users", Map.of("userName", word("SCIM user without the rest"))));
        scim("GET", "/scim/v2/Users?filter=" + encoded("userName eq \"" + scott.email() + "\""), null)
                .expect(200);
        refused(scim("GET", "/scim/v2/Users?filter=" + encoded("hobby co \"" + word("SCIM filter") + "\""), null));
        scim("PATCH", "/scim/v2/Users/" + id, patch("nickName", word("SCIM nick name")))
                .expect(200, 204);
        refused(scim("PATCH", "/scim/v2/Users/" + id, patch("a[" + word("SCIM path") + " eq", "x")));
        refused(scim("GET", "/scim/v2/Users/" + word("SCIM id"), null));
    }

    @Test
    @Order(3)
    void aFileOfEmployeesIsTakenInWithItsErrors() {
        var file = String.join(
                "\n",
                "employee,given_name,family_name,email,supervisor,status,department,role,level,hire_date,date_in_job,"
                        + "last_promotion,termination_date,hobby",
                row(cleo, "Sales", "3", "2020-01-01") + "," + word("cell of an unknown column"),
                row(canary("refused CSV row"), "Sales", word("level in a cell"), "2020-01-01") + ",",
                row(canary("CSV row without a date"), "Sales", "3", word("date in a cell")) + ",",
                "\"" + word("cell that is never closed"));
        var started = hris.post(
                        Service.INTAKE,
                        "/v1/hr-imports?effectiveOn=2027-02-01",
                        Map.of("Content-Type", "text/csv"),
                        file.getBytes(StandardCharsets.UTF_8))
                .expect(202);
        var path = "/v1/hr-imports/" + started.string("id");
        var state = "";
        for (var tries = 0; tries < 200 && !Set.of("DONE", "FAILED").contains(state); tries++) {
            Pause.of(Duration.ofMillis(100));
            state = hris.get(Service.INTAKE, path).expect(200).string("state");
        }

        assertThat(state).isEqualTo("DONE");
        assertThat(hris.get(Service.INTAKE, path + "/errors").status()).isEqualTo(200);
        refused(hris.post(
                Service.INTAKE,
                "/v1/hr-imports?effectiveOn=2027-02-02",
                Map.of("Content-Type", "text/csv"),
                ("no header at all\n" + word("file without a header")).getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    @Order(4)
    void aLeadEnrolsAndLooksPeopleUp() {
        programme = acme.lead.open(Programme.plan("Canaries", 1));
        acme.dataProtection.signOff(programme, "sha256:" + "0".repeat(64));
        acme.lead.enrol(programme, List.of(lena.number()));
        var found = acme.lead.find(List.of(lena.number(), scott.number(), cleo.number()));
        for (var canary : List.of(lena, scott, cleo)) {
            persons.put(canary, requireNonNull(found.get(canary.number()), canary.given()));
        }
        persons.put(
                carl, acme.lead.enter("EXTERNAL_PROVIDER", carl.given(), carl.family(), carl.email(), "Europe/Berlin"));
        acme.admit(person(lena), new Attendee(lena.given() + " " + lena.family(), lena.email()), "participant");
        acme.admit(person(carl), new Attendee(carl.given() + " " + carl.family(), carl.email()), "provider");

        acme.lead
                .caller()
                .post(Service.INTAKE, "/v1/directory:resolve", Map.of("persons", List.of(person(lena))))
                .expect(200);
        acme.lead
                .caller()
                .post(
                        Service.INTAKE,
                        "/v1/directory:find",
                        Map.of("employeeNumbers", List.of(word("number nobody has"))))
                .expect(200);
        refused(acme.lead
                .caller()
                .post(
                        Service.INTAKE,
                        "/v1/people",
                        Map.of("kind", "CONTACT", "givenName", word("contact without a name"))));
        refused(acme.lead
                .caller()
                .post(Service.INTAKE, "/v1/people", Map.of("kind", word("kind of a person"), "email", "x@y.example")));
    }

    @Test
    @Order(5)
    void aLeaderWritesInTheirOwnWords() {
        var me = seat(lena).caller();
        for (var purpose : List.of(Purpose.MATCHING, Purpose.CALENDAR, Purpose.IMPACT)) {
            seat(lena).consent(purpose, true);
            if (purpose != Purpose.IMPACT) {
                seat(carl).consent(purpose, true);
            }
        }
        acme.hr.structured(Programme.event("intake-lena", intake()));
        me.put(Service.INTAKE, "/v1/me/intake-draft", Map.of("formVersion", 1, "answers", answers()))
                .expect(200, 201);
        refused(me.put(Service.INTAKE, "/v1/me/intake-draft", Map.of("formVersion", word("form version"))));
        me.post(
                        Service.INTAKE,
                        "/v1/goal-codes:propose",
                        Map.of("texts", List.of(word("goal to be coded") + " delegation")))
                .expect(200);
        refused(me.put(
                Service.INTAKE,
                "/v1/me/consents/NOTE_SHARING",
                Map.of(
                        "granted",
                        true,
                        "textVersion",
                        "1",
                        "language",
                        "en",
                        "item",
                        Map.of("field", word("field of an item"), "recipient", "COACH"))));
        refused(me.put(
                Service.INTAKE,
                "/v1/me/consents/" + word("purpose nobody has"),
                Map.of("granted", true, "textVersion", "1", "language", "en")));
        platform.clock().settle();
    }

    @Test
    @Order(6)
    void theTwoAreMatchedAndMeet() {
        var registration = acme.coach(person(carl));
        acme.lead.register(registration);
        var candidate = new Academy.Candidate(
                person(carl),
                ProviderType.EXTERNAL,
                Track.COACHING,
                "ICF_PCC",
                List.of(person(scott), person(cleo)),
                false,
                seat(carl));
        assertThat(acme.academy.lead(candidate, Programme.START, List.of(4, 4, 5, 4, 4)))
                .isEqualTo("QUALIFIED");
        var chatty = new HashMap<String, Object>(registration);
        chatty.put("skillCodes", List.of(word("words for a skill")));
        refused(acme.lead.caller().post(Service.MATCHING, "/v1/providers", chatty));
        platform.clock().settle();
        acme.lead.run(programme, null, List.of(), 1);
        var match = acme.lead.matches(programme, "PROPOSED").getFirst().match();
        refused(acme.lead
                .caller()
                .post(Service.MATCHING, "/v1/matches/" + match + ":reject", Map.of("reason", word("reason in words"))));
        acme.lead.review(match);
        acme.lead.approve(match);
        seat(lena).sign(match);
        seat(carl).sign(match);
        platform.clock().settle();

        var series = series(match);
        var outcomes = acme.calendars.deliver(carl.email(), chatty(series.invitation(Programme.NOW)));
        assertThat(outcomes)
                .extracting(outcome -> outcome.path("result").asText())
                .containsExactly("created");
        refused(acme.calendars.post(lena.email(), "BEGIN:VCALENDAR\nSUMMARY:" + word("calendar that does not end")));
        var stranger = word("stranger at a meeting").toLowerCase(Locale.ROOT) + "@canary.example";
        acme.calendars.post(
                stranger,
                series.invitation(Programme.NOW)
                        .replaceAll("\\R[ \\t]", "") // a folded line hides what is to be replaced
                        .replace(lena.email(), stranger)
                        .replace(series.uid(), word("UID of a stranger's meeting") + "@canary.example")
                        .replaceAll("(?m)^X-TANDEM-ENGAGEMENT.*\\R", ""));
        calendar.post(
                Service.SESSION,
                "/v1/events",
                Map.of("Content-Type", "application/cloudevents+json"),
                Json.text(structure(
                                "tandem.calendar.session-upserted.v1",
                                "c1",
                                Map.of(
                                        "uid",
                                        word("UID of an event"),
                                        "sequence",
                                        0,
                                        "startsAt",
                                        "2027-02-09T09:00:00Z",
                                        "endsAt",
                                        "2027-02-09T10:00:00Z",
                                        "title",
                                        word("title in an event"),
                                        "attendees",
                                        List.of(stranger, lena.email()))))
                        .getBytes(StandardCharsets.UTF_8));
        refused(calendar.post(
                Service.SESSION,
                "/v1/events",
                Map.of("Content-Type", "application/cloudevents+json"),
                Json.text(structure(
                                "tandem.calendar.attendance-reported.v1",
                                "c2",
                                Map.of("uid", "x", "attendee", word("attendee without an address"))))
                        .getBytes(StandardCharsets.UTF_8)));
        platform.clock().settle();
        var sessions = seat(lena).sessions(match);
        assertThat(sessions).hasSize(2);
        sealed(sessions.getFirst().path("id").asText());
    }

    /** Both sides write down what is nobody else's: sealed, it is found in no table either. */
    private void sealed(String session) {
        for (var author : List.of(lena, carl)) {
            var words = word("sealed note of " + author.number());
            var note = UUID.randomUUID();
            seat(author)
                    .caller()
                    .put(Service.SESSION, "/v1/sessions/" + session + "/notes/" + note, Map.of("text", words))
                    .expect(204);
            assertThat(seat(author)
                            .caller()
                            .get(Service.SESSION, "/v1/notes/" + note)
                            .expect(200)
                            .string("text"))
                    .isEqualTo(words);
        }
        refused(seat(lena)
                .caller()
                .put(
                        Service.SESSION,
                        "/v1/sessions/" + word("session nobody has") + "/notes/" + UUID.randomUUID(),
                        Map.of("text", word("note of no session"))));
    }

    @Test
    @Order(7)
    void nothingOfItIsKeptInTheClearAnywhere() {
        before.addAll(everywhere(planted.keySet(), "intake", "matching", "session", "analytics"));

        assertSearched(before);
        assertThat(leaks(before)).isEmpty();
        assertThat(planted).hasSizeGreaterThan(50);
    }

    /** The attributes are found where IMPACT lets them go: the search sees what is there. */
    @Test
    @Order(8)
    void whatMayBeKnownIsFoundWhereItBelongs() {
        var places = everywhere(attributes.keySet(), "intake", "matching", "session", "analytics");

        assertThat(places)
                .filteredOn(place -> !place.found().isEmpty())
                .extracting(Place::name)
                .contains("topic tandem.profile", "analytics.public.impact_profiles")
                .noneMatch(
                        name -> name.startsWith("matching.") || name.startsWith("session.") || name.startsWith("log "));
    }

    /** A leak on purpose, in a place of every kind: a search that missed it would prove nothing above. */
    @Test
    @Order(9)
    void aLeakThatIsPlantedIsFound() throws SQLException {
        var search = new CanarySearch(List.of(lena.family()));
        var server = platform.local().postgres().server();
        try (var connection = server.connect("session");
                var statement = connection.createStatement()) {
            statement.execute("create table public.leak (a text, b jsonb, c bytea)");
            statement.execute(
                    "insert into public.leak values ('%s', null, null), (null, '{\"x\":\"%s\"}', null), (null, null, '%s')"
                            .formatted(lena.family().toUpperCase(Locale.ROOT), lena.family(), lena.family()));
        }
        try {
            assertThat(search.database(server, "session"))
                    .filteredOn(place -> place.name().equals("session.public.leak"))
                    .singleElement()
                    .satisfies(place -> {
                        assertThat(place.items()).isEqualTo(3);
                        assertThat(place.found()).containsExactly(lena.family());
                    });
        } finally {
            try (var connection = server.connect("session");
                    var statement = connection.createStatement()) {
                statement.execute("drop table public.leak");
            }
        }
    }

    @Test
    @Order(10)
    void forgottenPeopleAreFoundNowhereAndTheCountsStay() {
        var removals = new ArrayList<UUID>();
        removals.add(seat(lena).erase());
        removals.add(seat(carl).erase());
        for (var canary : List.of(scott, cleo)) {
            removals.add(acme.dataProtection
                    .caller()
                    .post(Service.INTAKE, "/v1/people/" + person(canary) + ":erase")
                    .expect(202)
                    .id("removal"));
        }
        platform.clock().settle();
        removals.forEach(this::awaitCertificate);
        compactProfiles();

        var words = new LinkedHashSet<>(planted.keySet());
        words.addAll(attributes.keySet());
        var after = everywhere(words, "intake", "matching", "session", "analytics", "keycloak");

        assertThat(leaks(after)).isEmpty();
        assertThat(items(after, "intake.public.person")).isEqualTo(items(before, "intake.public.person") - 4);
        assertThat(items(after, "intake.public.goal")).isZero();
        for (var counted : List.of(
                "analytics.public.ledger",
                "analytics.public.participants",
                "analytics.public.engagements",
                "analytics.public.sessions",
                "matching.public.engagements",
                "session.public.sessions")) {
            assertThat(items(after, counted))
                    .as(counted)
                    .isGreaterThanOrEqualTo(items(before, counted))
                    .isPositive();
        }
    }

    // searching -------------------------------------------------------------------------------------------------------

    private List<Place> everywhere(Collection<String> words, String... databases) {
        var search = new CanarySearch(words);
        var places = new ArrayList<Place>();
        var local = platform.local();
        for (var database : databases) {
            places.addAll(search.database(local.postgres().server(), database));
        }
        places.addAll(search.topics(local.kafka().bootstrapServers()));
        places.addAll(search.files("log", local.site().log("x").getParent()));
        for (var service : Service.values()) {
            var metrics = platform.api().anonymous().get(service, "/q/metrics").expect(200);
            places.add(search.bytes(
                    "metrics of " + service.fullName(),
                    metrics.text()
                            .lines()
                            .map(line -> line.getBytes(StandardCharsets.UTF_8))
                            .toList()));
        }
        places.add(search.bytes("traces", traces.sent()));
        return places;
    }

    private static void assertSearched(List<Place> places) {
        for (var name : LIVED_IN) {
            assertThat(items(places, name))
                    .as("rows, records or lines in " + name)
                    .isPositive();
        }
    }

    /** Where what was found, by what it was planted as. */
    private List<String> leaks(List<Place> places) {
        return places.stream()
                .flatMap(place -> place.found().stream()
                        .map(word -> place.name() + ": "
                                + planted.getOrDefault(word, attributes.getOrDefault(word, "?")) + " (" + word + ")"))
                .toList();
    }

    /** A partitioned table is the sum of its partitions, which begin with its name. */
    private static long items(List<Place> places, String name) {
        return places.stream()
                .filter(place ->
                        place.name().equals(name) || place.name().matches(Pattern.quote(name) + "_(p|d)?\\d.*"))
                .mapToLong(Place::items)
                .sum();
    }

    /**
     * Lets the cleaner at everything that is older than now: segments roll at once, and the others' new states make them roll.
     */
    private void compactProfiles() {
        configure(Map.of(
                "segment.ms", "500",
                "min.cleanable.dirty.ratio", "0.001",
                "max.compaction.lag.ms", "1000",
                "delete.retention.ms", "1"));
        var search = new CanarySearch(attributes.keySet());
        var deadline = System.nanoTime() + COMPACTION.toNanos();
        for (var round = 0; ; round++) {
            Pause.of(Duration.ofSeconds(2));
            var department = "SALES_" + round;
            var day = round;
            acme.hr.batch(IntStream.range(0, OTHERS)
                    .mapToObj(i -> Programme.event("roll-" + day + "-" + i, other(i, department)))
                    .toList());
            platform.clock().settle();
            var profile = search.topics(platform.local().kafka().bootstrapServers()).stream()
                    .filter(place -> place.name().equals("topic " + Topics.PROFILE))
                    .findFirst()
                    .orElseThrow();
            if (profile.found().isEmpty()) {
                assertThat(profile.items()).isPositive();
                return;
            }
            assertThat(System.nanoTime()).as("compaction within " + COMPACTION).isLessThan(deadline);
        }
    }

    private void configure(Map<String, String> settings) {
        var topic = new ConfigResource(ConfigResource.Type.TOPIC, Topics.PROFILE);
        var changes = settings.entrySet().stream()
                .map(setting -> new AlterConfigOp(
                        new ConfigEntry(setting.getKey(), setting.getValue()), AlterConfigOp.OpType.SET))
                .toList();
        Map<String, Object> connection = Map.of(
                CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG,
                platform.local().kafka().bootstrapServers());
        try (var admin = Admin.create(connection)) {
            Map<ConfigResource, Collection<AlterConfigOp>> all = Map.of(topic, changes);
            admin.incrementalAlterConfigs(all).all().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("Cannot configure " + Topics.PROFILE, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void awaitCertificate(UUID removal) {
        for (var tries = 0; ; tries++) {
            var certificate = acme.dataProtection
                    .caller()
                    .get(Service.INTAKE, "/v1/removals/" + removal)
                    .expect(200)
                    .body();
            if (certificate.hasNonNull("completedAt")) {
                return;
            }
            assertThat(tries).as(certificate.toString()).isLessThan(120);
            Pause.of(Duration.ofMillis(500));
        }
    }

    // planting --------------------------------------------------------------------------------------------------------

    private Canary canary(String where) {
        return new Canary(
                word("given name of a " + where),
                word("family name of a " + where),
                word("address of a " + where).toLowerCase(Locale.ROOT) + "@canary.example",
                word("employee number of a " + where));
    }

    /** A word of its own, remembered with where it goes. */
    private String word(String where) {
        var word = "Kanari" + letters();
        planted.put(word, where);
        return word;
    }

    private String attribute(String where) {
        var word = "KANARI" + letters().toUpperCase(Locale.ROOT);
        attributes.put(word, where);
        return word;
    }

    private String letters() {
        return random.ints(10, 'a', 'z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static HrInput.EmployeeUpserted upserted(Canary canary, String department, String role) {
        return employee(canary.number(), canary.given(), canary.family(), canary.email(), department, role);
    }

    private static HrInput.EmployeeUpserted other(int number, String department) {
        return employee("OTHER-" + number, "Otto", "Other", "other-" + number + "@acme.example", department, "MANAGER");
    }

    private static HrInput.EmployeeUpserted employee(
            String number, String given, String family, String email, String department, String role) {
        return new HrInput.EmployeeUpserted(
                number,
                given,
                family,
                email,
                null,
                department,
                role,
                2,
                Programme.START.minusYears(3),
                null,
                null,
                "Europe/Berlin",
                List.of(),
                Programme.START,
                null);
    }

    private static HrInput.ConsentRecorded impact(String number) {
        return new HrInput.ConsentRecorded(
                number,
                Purpose.IMPACT,
                true,
                LawfulBasis.CONSENT,
                "1",
                "en",
                Instant.parse("2027-01-15T00:00:00Z"),
                null);
    }

    private HrInput.IntakeSubmitted intake() {
        var goal = new HrInput.Goal(List.of("SPRINT_PLANNING", "DELEGATION"), "I want " + word("goal from HR") + ".");
        return new HrInput.IntakeSubmitted(
                lena.number(),
                programme,
                1,
                Trigger.PERFORMANCE_GAP,
                List.of(goal),
                List.of(),
                "Europe/Berlin",
                Programme.OFFICE_HOURS,
                false);
    }

    private Map<String, Object> answers() {
        return Map.of(
                "trigger",
                "ROLE_CHANGE",
                "problem",
                word("problem in a draft"),
                "goals",
                List.of(Map.of("text", word("goal in a draft"), "outcome", word("outcome in a draft"))));
    }

    private Map<String, Object> user(Canary canary) {
        var user = new HashMap<String, Object>();
        user.put("schemas", List.of("urn:ietf:params:scim:schemas:core:2.0:User", ENTERPRISE, TANDEM));
        user.put("userName", canary.email());
        user.put("externalId", word("SCIM external id"));
        user.put("displayName", word("SCIM display name"));
        user.put("name", Map.of("givenName", canary.given(), "familyName", canary.family()));
        user.put("active", true);
        user.put("emails", List.of(Map.of("value", canary.email(), "type", "work", "primary", true)));
        user.put("phoneNumbers", List.of(Map.of("value", word("SCIM phone"), "type", "work")));
        user.put("title", word("SCIM title"));
        user.put(ENTERPRISE, Map.of("employeeNumber", canary.number(), "department", "Sales"));
        user.put(TANDEM, Map.of("jobRole", "Manager", "jobLevel", 3, "hiredOn", "2020-01-01"));
        return user;
    }

    private static Map<String, Object> patch(String path, String value) {
        return Map.of(
                "schemas",
                List.of("urn:ietf:params:scim:api:messages:2.0:PatchOp"),
                "Operations",
                List.of(Map.of("op", "replace", "path", path, "value", value)));
    }

    private static String row(Canary canary, String department, String level, String hired) {
        return String.join(
                ",",
                canary.number(),
                canary.given(),
                canary.family(),
                canary.email(),
                "",
                "A",
                department,
                "Manager",
                level,
                hired,
                "",
                "",
                "");
    }

    private MeetingSeries series(UUID engagement) {
        return new MeetingSeries(new MeetingSeries.Plan(
                CalendarProgram.GOOGLE,
                UUID.randomUUID(),
                new Attendee(carl.given() + " " + carl.family(), carl.email()),
                new Attendee(lena.given() + " " + lena.family(), lena.email()),
                engagement,
                ZoneId.of("Europe/Berlin"),
                Rhythm.WEEKLY,
                Programme.START.plusDays(8),
                LocalTime.of(14, 0),
                Duration.ofHours(1),
                2));
    }

    /** With a title, a description, a place and a comment, as people write them. */
    private String chatty(String invitation) {
        return invitation
                .replaceAll("(?m)^(SUMMARY|DESCRIPTION|LOCATION)[:;].*\\R", "")
                .replaceFirst(
                        "(?m)^BEGIN:VEVENT",
                        "BEGIN:VEVENT\r\nSUMMARY:%s\r\nDESCRIPTION:%s\r\nLOCATION:%s\r\nCOMMENT:%s\r\nX-NOTE:%s"
                                .formatted(
                                        word("calendar title"),
                                        word("calendar description"),
                                        word("calendar place"),
                                        word("calendar comment"),
                                        word("calendar extension")));
    }

    private static Map<String, Object> structure(String type, String id, Object data) {
        var event = new LinkedHashMap<String, Object>();
        event.put("specversion", "1.0");
        event.put("id", id);
        event.put("source", "/journey");
        event.put("type", type);
        event.put("time", Programme.NOW.toString());
        event.put("datacontenttype", "application/json");
        event.put("data", data);
        return event;
    }

    private Answer event(String body) {
        return hris.post(
                Service.INTAKE,
                "/v1/events",
                Map.of("Content-Type", "application/cloudevents+json"),
                body.getBytes(StandardCharsets.UTF_8));
    }

    private Answer scim(String method, String path, @Nullable Object body) {
        var request = HttpRequest.newBuilder(URI.create(platform.api().base(Service.INTAKE) + path))
                .header("Authorization", "Bearer " + hris.pass().token().get().orElseThrow())
                .header("Content-Type", "application/scim+json")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(Json.text(body)));
        try (var http = HttpClient.newHttpClient()) {
            var response = http.send(request.build(), BodyHandlers.ofString());
            var text = response.body();
            return new Answer(
                    method + " " + path, response.statusCode(), text, JSON.readTree(text.isEmpty() ? "{}" : text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void refused(Answer answer) {
        assertThat(Stream.of(
                                answer.status() >= 400,
                                answer.text().contains("rejected"),
                                answer.text().contains("conflict"))
                        .anyMatch(said -> said))
                .as(answer.request() + " " + answer.status() + " " + answer.text())
                .isTrue();
        assertThat(answer.status()).as(answer.request()).isLessThan(500);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private Seat seat(Canary canary) {
        return requireNonNull(acme.seats.get(person(canary)));
    }

    private PersonId person(Canary canary) {
        return requireNonNull(persons.get(canary));
    }
}
