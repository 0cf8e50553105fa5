package tandem.verify.journey;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import tandem.events.PersonId;
import tandem.events.ProgrammeId;
import tandem.events.Purpose;
import tandem.local.Service;
import tandem.simulator.calendar.MeetingSeries.Attendee;
import tandem.simulator.client.Desk.Proposal;
import tandem.simulator.client.ProgrammeClock;
import tandem.simulator.client.Seat;
import tandem.verify.audit.Accepted;
import tandem.verify.audit.AuditTarget;
import tandem.verify.audit.Auditor;

/** From an HR export to an impact figure, with consent taken back on the way and a second tenant looking in. Read it top down. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ImpactJourneyIT {
    private final JourneyPlatform platform = JourneyPlatform.running();
    private final ProgrammeClock clock = platform.clock();
    private final Programme acme = new Programme(platform);
    private final Set<UUID> ids = new HashSet<>();
    private ProgrammeId programme = new ProgrammeId(new UUID(0, 0));

    @BeforeAll
    void beginAtTheProgrammesFirstDay() {
        clock.moveTo(Programme.NOW);
    }

    @Test
    @Order(1)
    void hrPostsItsPeopleInOneBatch() {
        acme.hr.batch(acme.leaders.stream()
                .map(leader -> Programme.event("employee-" + leader.number(), leader.stated(Programme.START)))
                .toList());

        assertThat(acme.lead.find(acme.numbers())).hasSize(7).doesNotContainValue(null);
    }

    @Test
    @Order(2)
    void theLeadOpensAProgrammeAndEnrolsLeaders() {
        programme = acme.open("Journey");
        ids.add(programme.value());
        acme.persons.values().forEach(person -> ids.add(person.value()));
        clock.settle();

        var funnel = acme.lead.caller().get(Service.INTAKE, "/v1/programmes/" + programme + "/funnel");
        assertThat(funnel.expect(200).body().path("enrolled").asInt()).isEqualTo(7);
    }

    @Test
    @Order(3)
    void leadersAgreeThemselves() {
        acme.persons.values().forEach(person -> acme.agree(person, Purpose.MATCHING, Purpose.CALENDAR, Purpose.IMPACT));

        var consents =
                seat(person(0)).caller().get(Service.INTAKE, "/v1/me/consents").expect(200);
        assertThat(consents.text()).contains("MATCHING", "CALENDAR", "IMPACT");
    }

    @Test
    @Order(4)
    void anIntakeLeadsToADecisionWithReasons() {
        acme.cohort()
                .forEach(leader -> acme.hr.structured(
                        Programme.event("intake-" + leader.number(), acme.intake(leader, programme))));
        clock.settle();

        var decisions = acme.lead
                .caller()
                .get(Service.INTAKE, "/v1/decisions?programme=" + programme)
                .expect(200)
                .rows();
        decisions.forEach(
                decision -> ids.add(UUID.fromString(decision.path("decision").asText())));
        assertThat(decisions).hasSize(6).allSatisfy(decision -> {
            assertThat(decision.path("pathway").asText()).isEqualTo("COACHING");
            assertThat(decision.path("reasons").toString()).contains("R24");
        });
    }

    @Test
    @Order(5)
    void coachesFromOutsideAreTakenIn() {
        for (var name : List.of("Casey", "Robin")) {
            var email = name.toLowerCase(Locale.ROOT) + "@coaches.example";
            var person = acme.lead.enter("EXTERNAL_PROVIDER", name, "Calder", email, "Europe/Berlin");
            acme.admit(person, new Attendee(name + " Calder", email), "provider");
            acme.agree(person, Purpose.MATCHING, Purpose.CALENDAR);
            acme.lead.register(acme.coach(person));
            ids.add(person.value());
            assertThat(acme.academy.lead(acme.candidate(person), Programme.START, List.of(4, 4, 5, 4, 4)))
                    .isEqualTo("QUALIFIED");
        }
        clock.settle();

        assertThat(acme.lead
                        .caller()
                        .get(Service.MATCHING, "/v1/providers")
                        .expect(200)
                        .rows())
                .hasSize(2);
    }

    @Test
    @Order(6)
    void theEngineProposesAndAHumanApproves() {
        acme.lead.run(programme, null, List.of(), 2);
        var proposals = acme.lead.matches(programme, "PROPOSED");
        assertThat(proposals).hasSize(12);
        proposals.forEach(proposal -> ids.add(proposal.match()));

        var chosen = twoHalves(proposals);
        chosen.forEach(proposal -> {
            acme.lead.review(proposal.match());
            acme.lead.approve(proposal.match());
        });

        assertThat(acme.lead.matches(programme, "APPROVED")).hasSize(6);
        assertThat(acme.lead
                        .match(chosen.getFirst().match())
                        .body()
                        .path("ranking")
                        .path("explanation"))
                .isNotEmpty();
    }

    @Test
    @Order(7)
    void bothSidesSignAndTheEngagementsBegin() {
        for (var match : acme.lead.matches(programme, "APPROVED")) {
            seat(new PersonId(match.leader())).sign(match.match());
            seat(new PersonId(match.provider())).sign(match.match());
        }
        clock.settle();

        assertThat(acme.lead.engagements(programme)).hasSize(6);
    }

    @Test
    @Order(8)
    void calendarsTellOfTheSessions() {
        for (var engagement : acme.lead.engagements(programme)) {
            var id = UUID.fromString(engagement.path("id").asText());
            var leader = PersonId.of(engagement.path("leader").asText());
            var series = acme.series(
                    id, leader, PersonId.of(engagement.path("provider").asText()));

            var outcomes = acme.calendars.deliver(series.organizer().address(), series.invitation(Programme.NOW));

            assertThat(outcomes)
                    .extracting(outcome -> outcome.path("result").asText())
                    .containsExactly("created");
            var sessions = seat(leader).sessions(id);
            sessions.forEach(
                    session -> ids.add(UUID.fromString(session.path("id").asText())));
            assertThat(sessions).hasSize(4);
        }
    }

    @Test
    @Order(9)
    void sessionsAreHeldWhenBothSidesSaySo() {
        moveTo(Programme.START.plusDays(9));
        for (var engagement : acme.meetings.keySet()) {
            var sides = sides(engagement);
            var session = session(sides.leader(), engagement, 0);
            sides.leader().attend(session, true);
            sides.provider().attend(session, true);

            assertThat(state(sides.leader(), engagement, 0)).isEqualTo("HELD");
        }
        clock.settle();
    }

    @Test
    @Order(10)
    void theImpactFigureCountsThem() {
        assertThat(figure("attendance").path("value").asDouble()).isEqualTo(1);
        assertThat(figure("attendance").path("numerator").asInt()).isEqualTo(6);
        assertThat(figure("booking_sla").isMissingNode()).isFalse();
    }

    @Test
    @Order(11)
    void takingCalendarConsentBackCutsTheFeedAndLeavesTheSessions() {
        var engagement = acme.meetings.keySet().iterator().next();
        var series = requireNonNull(acme.meetings.get(engagement));
        var leader = sides(engagement).leader();

        var removal = leader.consent(Purpose.CALENDAR, false).orElseThrow();
        clock.settle();
        var outcomes = acme.calendars.deliver(
                series.organizer().address(),
                series.move(2, series.plannedStart(2).plusHours(2), Programme.NOW));

        assertThat(outcomes)
                .allSatisfy(
                        outcome -> assertThat(outcome.path("result").asText()).isEqualTo("dropped"));
        assertThat(leader.sessions(engagement)).hasSize(4);
        var certificate = leader.caller()
                .get(Service.INTAKE, "/v1/removals/" + removal)
                .expect(200)
                .body();
        assertThat(certificate.hasNonNull("completedAt")).isTrue();
    }

    @Test
    @Order(12)
    void aSessionWithoutAFeedIsLoggedByHandAndCounts() {
        moveTo(Programme.START.plusDays(16));
        var engagement = acme.meetings.keySet().iterator().next();
        var sides = sides(engagement);
        var session = session(sides.leader(), engagement, 1);
        sides.leader().attend(session, true);
        sides.provider().attend(session, true);
        clock.settle();

        assertThat(figure("attendance").path("numerator").asInt()).isEqualTo(7);
    }

    @Test
    @Order(13)
    void takingMatchingConsentBackWithdrawsOpenProposals() {
        var late = acme.leaders.getLast();
        acme.hr.binary(Programme.event("intake-" + late.number(), acme.intake(late, programme)));
        clock.settle();
        acme.lead.run(programme, null, List.of(person(6).value()), 2);
        var open = acme.lead.matches(programme, "PROPOSED");
        assertThat(open).isNotEmpty();

        seat(person(6)).consent(Purpose.MATCHING, false);
        clock.settle();

        assertThat(acme.lead.matches(programme, "PROPOSED")).isEmpty();
        assertThat(acme.lead.matches(programme, "WITHDRAWN")).hasSameSizeAs(open);
        var approval = acme.lead
                .caller()
                .post(Service.MATCHING, "/v1/matches/" + open.getFirst().match() + ":approve");
        assertThat(approval.status()).isEqualTo(409);
    }

    @Test
    @Order(14)
    void figuresOfALeaderNeedTheirConsent() {
        acme.delivery.structured(acme.kpi(acme.leaders.get(1), programme));
        var removal = seat(person(1)).consent(Purpose.IMPACT, false).orElseThrow();
        clock.settle();

        assertThat(seat(person(1))
                        .caller()
                        .get(Service.INTAKE, "/v1/removals/" + removal)
                        .expect(200)
                        .body()
                        .hasNonNull("completedAt"))
                .isTrue();
        assertThat(figure("attendance").path("numerator").asInt()).isEqualTo(7);
        var publication = acme.analyst
                .post(Service.ANALYTICS, "/v1/publications")
                .expect(200, 201)
                .string("id");
        assertThat(acme.analyst
                        .get(Service.ANALYTICS, "/v1/metrics/attendance")
                        .expect(200)
                        .string("publication"))
                .isEqualTo(publication);
    }

    @Test
    @Order(15)
    void whatAnEmployerCanSeeIsOneAnswerOfFour() {
        var me = seat(person(0)).caller();
        var seen = new TreeMap<String, List<String>>();
        for (var service : Service.values()) {
            var answer = me.get(service, "/v1/visibility").expect(200).body();
            assertThat(answer.path("person").asText())
                    .isEqualTo(person(0).value().toString());
            answer.path("roles")
                    .forEach(role -> role.path("sees")
                            .forEach(exposure -> seen.computeIfAbsent(
                                            role.path("role").asText(), none -> new ArrayList<>())
                                    .add(service.fullName() + " "
                                            + exposure.path("route").asText())));
            assertThat(answer.path("roles")).as(service.fullName()).hasSize(11);
        }

        assertThat(seen.get("program-lead"))
                .contains(
                        "intake-service GET /v1/decisions",
                        "matching-service GET /v1/matches",
                        "session-service GET /v1/sessions/{id}",
                        "analytics-service GET /v1/metrics/{name}");
        assertThat(seen.get("provider"))
                .contains("matching-service GET /v1/matches", "session-service GET /v1/sessions/{id}")
                .noneMatch(route -> route.startsWith("analytics-service"));
        assertThat(seen.get("analyst"))
                .allMatch(route -> route.contains("/v1/metrics")
                        || route.contains("/v1/publications")
                        || route.contains(":simulate"));
        assertThat(seen.get("delegate")).containsExactly("session-service GET /v1/people/{id}/session-times");
        assertThat(seen).doesNotContainKey("manager");
    }

    /** The purposes table of the architecture, purpose by purpose: who must have removed what; everybody must have reported. */
    @Test
    @Order(16)
    void everyWithdrawalIsCarriedOutAndReportedByEveryService() {
        var leaver = seat(person(6));
        var note = Map.of("field", "NOTE", "recipient", "COACH", "about", UUID.randomUUID());
        var win = Map.of("field", "MILESTONE", "recipient", "COMPANY");
        var goal = Map.of("field", "DEVELOPMENT_GOAL", "recipient", "MENTOR");
        var removed = new LinkedHashMap<Purpose, Map<String, JsonNode>>();
        removed.put(Purpose.MATCHING, taken(leaver, Purpose.MATCHING, null));
        removed.put(Purpose.CALENDAR, taken(leaver, Purpose.CALENDAR, null));
        removed.put(Purpose.IMPACT, taken(leaver, Purpose.IMPACT, null));
        removed.put(Purpose.COMPARISON, taken(leaver, Purpose.COMPARISON, null));
        removed.put(Purpose.FAIRNESS, taken(leaver, Purpose.FAIRNESS, null));
        removed.put(Purpose.HANDOFF_DETAIL, taken(leaver, Purpose.HANDOFF_DETAIL, goal));
        removed.put(Purpose.NOTE_SHARING, taken(leaver, Purpose.NOTE_SHARING, note));
        removed.put(Purpose.RECOGNITION, taken(leaver, Purpose.RECOGNITION, win));
        removed.put(Purpose.PROGRAMME, taken(leaver, Purpose.PROGRAMME, null));

        assertThat(removed)
                .containsOnlyKeys(Purpose.values())
                .allSatisfy((purpose, reports) -> assertThat(reports)
                        .as(purpose.name())
                        .containsOnlyKeys(
                                "intake-service", "matching-service", "session-service", "analytics-service"));
        assertThat(count(removed, Purpose.MATCHING, "matching-service", "profiles"))
                .isEqualTo(1);
        assertThat(count(removed, Purpose.IMPACT, "analytics-service", "attributes"))
                .isEqualTo(1);
        assertThat(count(removed, Purpose.PROGRAMME, "intake-service", "participationsEnded"))
                .isEqualTo(1);
        assertThat(funnel().path("left").asInt()).isEqualTo(1);
    }

    /** What the four removed of a purpose that is given and taken back, from the certificate. */
    private Map<String, JsonNode> taken(Seat seat, Purpose purpose, @Nullable Map<String, ?> item) {
        if (purpose != Purpose.PROGRAMME) {
            decide(seat, purpose, true, item);
            clock.settle();
        }
        var removal = decide(seat, purpose, false, item).path("removal").asText();
        clock.settle();
        var certificate = seat.caller()
                .get(Service.INTAKE, "/v1/removals/" + removal)
                .expect(200)
                .body();
        assertThat(certificate.hasNonNull("completedAt")).as(purpose.name()).isTrue();
        var reports = new TreeMap<String, JsonNode>();
        certificate
                .path("reports")
                .forEach(report -> reports.put(report.path("service").asText(), report.path("counts")));
        return reports;
    }

    private static JsonNode decide(Seat seat, Purpose purpose, boolean granted, @Nullable Map<String, ?> item) {
        var decision = new HashMap<String, Object>(Map.of("granted", granted, "textVersion", "1", "language", "en"));
        if (item != null) {
            decision.put("item", item);
        }
        return seat.caller()
                .put(Service.INTAKE, "/v1/me/consents/" + purpose, decision)
                .expect(200)
                .body();
    }

    private static int count(
            Map<Purpose, Map<String, JsonNode>> removed, Purpose purpose, String service, String what) {
        return requireNonNull(requireNonNull(removed.get(purpose)).get(service))
                .path(what)
                .asInt();
    }

    private JsonNode funnel() {
        return acme.lead
                .caller()
                .get(Service.INTAKE, "/v1/programmes/" + programme + "/funnel")
                .expect(200)
                .body();
    }

    @Test
    @Order(17)
    void aSecondTenantSeesNothingOfTheFirst() {
        var intruders = List.of("hana-lead", "jo-operations", "kai-hr", "lia-steering", "max-analyst", "noa-privacy");
        var routes = new Routes(platform.api());
        var seen = new ArrayList<String>();
        for (var intruder : intruders) {
            var caller = platform.api().as(platform.people().person(intruder));
            seen.addAll(routes.seenBy(caller, ids));
        }

        assertThat(routes.byService()).containsOnlyKeys(Service.values());
        assertThat(routes.count()).isGreaterThan(40);
        assertThat(seen).isEmpty();
    }

    @Test
    @Order(18)
    void theAuditorFindsNothingLostNothingDoubled() {
        clock.settle();
        var target = AuditTarget.of(
                platform.local().postgres().server(), platform.local().kafka().bootstrapServers());

        var report = new Auditor(target)
                .audit(acme.receipts.all().stream()
                        .map(receipt ->
                                new Accepted(receipt.service().id(), receipt.tenant(), receipt.source(), receipt.id()))
                        .toList());

        assertThat(report.violations()).isEmpty();
        assertThat(report.quarantined()).isZero();
        assertThat(report.inLedger()).isEqualTo(report.accepted()).isPositive();
    }

    private record Sides(Seat leader, Seat provider) {}

    private Sides sides(UUID engagement) {
        var row = acme.lead.engagements(programme).stream()
                .filter(candidate -> candidate.path("id").asText().equals(engagement.toString()))
                .findFirst()
                .orElseThrow();
        return new Sides(
                seat(PersonId.of(row.path("leader").asText())),
                seat(PersonId.of(row.path("provider").asText())));
    }

    /** Three leaders for each of the two coaches. */
    private static List<Proposal> twoHalves(List<Proposal> proposals) {
        var chosen = new ArrayList<Proposal>();
        var leaders = proposals.stream().map(Proposal::leader).distinct().toList();
        var providers = proposals.stream().map(Proposal::provider).distinct().toList();
        for (var proposal : proposals) {
            if (providers.indexOf(proposal.provider()) == leaders.indexOf(proposal.leader()) % 2) {
                chosen.add(proposal);
            }
        }
        return chosen;
    }

    private UUID session(Seat leader, UUID engagement, int occurrence) {
        return UUID.fromString(at(leader, engagement, occurrence).path("id").asText());
    }

    private String state(Seat leader, UUID engagement, int occurrence) {
        return at(leader, engagement, occurrence).path("state").asText();
    }

    private JsonNode at(Seat leader, UUID engagement, int occurrence) {
        var starts = requireNonNull(acme.meetings.get(engagement)).startsAt(occurrence);
        return leader.sessions(engagement).stream()
                .filter(session ->
                        Instant.parse(session.path("startsAt").asText()).equals(starts))
                .findFirst()
                .orElseThrow();
    }

    private JsonNode figure(String metric) {
        return acme.lead
                .caller()
                .get(Service.ANALYTICS, "/v1/metrics/" + metric + "?grain=programme&programme=" + programme)
                .expect(200)
                .rows("cells")
                .getFirst();
    }

    private void moveTo(LocalDate day) {
        clock.moveTo(Programme.at(day));
        clock.settle();
    }

    private PersonId person(int leader) {
        return requireNonNull(acme.persons.get(acme.leaders.get(leader)));
    }

    private Seat seat(PersonId person) {
        return requireNonNull(acme.seats.get(person));
    }
}
