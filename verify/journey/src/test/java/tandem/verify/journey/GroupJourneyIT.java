package tandem.verify.journey;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import tandem.events.EndReason;
import tandem.events.PersonId;
import tandem.events.ProgrammeId;
import tandem.events.Purpose;
import tandem.local.Service;
import tandem.simulator.calendar.MeetingSeries.Attendee;
import tandem.simulator.client.Answer;
import tandem.simulator.client.Desk;
import tandem.simulator.client.ProgrammeClock;
import tandem.simulator.client.Seat;

/** Six leaders who are coached together: formed, approved and signed one by one, met at once, and counted for each. Read it top down. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GroupJourneyIT {
    private static final int MEMBERS = 6;
    private static final LocalDate MET_ON = Programme.START.plusDays(4);

    private final JourneyPlatform platform = JourneyPlatform.apart(any -> any);
    private final ProgrammeClock clock = platform.clock();
    private final Programme acme = new Programme(platform);
    private ProgrammeId programme = new ProgrammeId(new UUID(0, 0));
    private PersonId coach = new PersonId(new UUID(0, 0));
    private String group = "";

    @BeforeAll
    void opensAProgrammeWithLeadersAndACoach() {
        clock.moveTo(Programme.NOW);
        acme.hr.batch(acme.leaders.stream()
                .map(leader -> Programme.event("employee-" + leader.number(), leader.stated(Programme.START)))
                .toList());
        programme = acme.open("Together");
        clock.settle();
        acme.persons.values().forEach(person -> acme.agree(person, Purpose.MATCHING, Purpose.IMPACT));
        acme.cohort()
                .forEach(leader -> acme.hr.structured(
                        Programme.event("intake-" + leader.number(), acme.intake(leader, programme))));
        clock.settle();
        coach = acme.lead.enter("EXTERNAL_PROVIDER", "Casey", "Calder", "casey@coaches.example", "Europe/Berlin");
        acme.admit(coach, new Attendee("Casey Calder", "casey@coaches.example"), "provider");
        acme.agree(coach, Purpose.MATCHING);
        acme.lead.register(acme.coach(coach));
        assertThat(acme.academy.lead(acme.candidate(coach), Programme.START, List.of(4, 4, 5, 4, 4)))
                .isEqualTo("QUALIFIED");
        clock.settle();
    }

    @AfterAll
    void close() {
        platform.close();
    }

    @Test
    @Order(1)
    void theLeadNamesWhoIsToBeCoachedTogether() {
        var refused = form(members().subList(0, 3));
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text()).contains("GROUP_TOO_SMALL");

        var formed = form(members()).expect(201).body();

        group = formed.path("id").asText();
        assertThat(formed.path("state").asText()).isEqualTo("FORMING");
        assertThat(formed.path("members")).hasSize(MEMBERS);
        assertThat(seat(coach)
                        .caller()
                        .get(Service.MATCHING, "/v1/coaching-groups/" + group)
                        .status())
                .as("nothing reaches the other side before approval")
                .isEqualTo(404);
    }

    @Test
    @Order(2)
    void somebodyElseApprovesEachOfThem() {
        var first = matches().getFirst();
        acme.lead.review(first);
        assertThat(acme.lead
                        .caller()
                        .post(Service.MATCHING, "/v1/matches/" + first + ":approve")
                        .status())
                .as("whoever named them does not approve them")
                .isEqualTo(409);

        var other = new Desk(platform.api().as(platform.people().person("bo-lead")));
        matches().stream().skip(1).forEach(acme.lead::review);
        matches().forEach(other::approve);

        assertThat(group().path("members"))
                .extracting(member -> member.path("state").asText())
                .containsOnly("APPROVED");
        assertThat(provider().path("seatsTaken").asInt())
                .as("the coach meets all of them at once")
                .isEqualTo(1);
    }

    @Test
    @Order(3)
    void eachOfThemAndTheCoachSign() {
        var page = seat(person(0))
                .caller()
                .get(Service.MATCHING, "/v1/matches/" + matches().getFirst() + "/agreement")
                .expect(200)
                .text();
        assertThat(page).contains("CONTENT_STAYS_IN_THE_GROUP", "WITH_THE_WHOLE_GROUP");

        for (var member : group().path("members")) {
            var match = UUID.fromString(member.path("match").asText());
            seat(PersonId.of(member.path("leader").asText())).sign(match);
            seat(coach).sign(match);
        }
        clock.settle();

        assertThat(group().path("state").asText()).isEqualTo("RUNNING");
        assertThat(group().path("running").asInt()).isEqualTo(MEMBERS);
        assertThat(acme.lead.engagements(programme))
                .hasSize(MEMBERS)
                .allSatisfy(engagement ->
                        assertThat(engagement.path("kind").asText()).isEqualTo("GROUP"));
    }

    @Test
    @Order(4)
    void theCoachEntersOneMeetingOfAllOfThem() {
        clock.moveTo(Programme.at(MET_ON.plusDays(1)));
        clock.settle();
        var from = MET_ON.atTime(LocalTime.of(14, 0)).toInstant(ZoneOffset.UTC);

        var sessions = seat(coach)
                .caller()
                .post(
                        Service.SESSION,
                        "/v1/coaching-groups/" + group + "/sessions",
                        Map.of(
                                "startsAt",
                                from.toString(),
                                "endsAt",
                                from.plusSeconds(5_400).toString(),
                                "attended",
                                members()))
                .expect(200)
                .body()
                .path("sessions");
        assertThat(sessions).hasSize(MEMBERS);

        for (var match : matches()) {
            var leader = seat(leaderOf(match));
            var own = leader.sessions(match);
            assertThat(own).hasSize(1);
            leader.attend(UUID.fromString(own.getFirst().path("id").asText()), true);
            assertThat(leader.sessions(match).getFirst().path("state").asText()).isEqualTo("HELD");
        }
        clock.settle();
    }

    @Test
    @Order(5)
    void theFiguresCountEachOfThem() {
        assertThat(figure("attendance").path("numerator").asInt()).isEqualTo(MEMBERS);
        assertThat(figure("booking_sla").path("numerator").asInt())
                .as("met within a week of the last signature")
                .isEqualTo(MEMBERS);
        assertThat(figure("reassignment").path("denominator").asInt())
                .as("who is coached in a group has a coach of record")
                .isEqualTo(MEMBERS);
    }

    @Test
    @Order(6)
    void whoLeavesLeavesTheGroupToTheOthers() {
        acme.lead.end(matches().getFirst(), EndReason.LEFT_PROGRAMME);
        clock.settle();

        assertThat(group().path("running").asInt()).isEqualTo(MEMBERS - 1);
        assertThat(group().path("belowMinimum").asBoolean()).isFalse();
        assertThat(provider().path("seatsTaken").asInt()).isEqualTo(1);
    }

    private Answer form(List<UUID> leaders) {
        return acme.lead
                .caller()
                .post(
                        Service.MATCHING,
                        "/v1/coaching-groups",
                        Map.of("programme", programme, "coach", coach, "leaders", leaders, "reason", "SAME_GOALS"));
    }

    private JsonNode group() {
        return acme.lead
                .caller()
                .get(Service.MATCHING, "/v1/coaching-groups/" + group)
                .expect(200)
                .body();
    }

    private JsonNode provider() {
        return acme.lead
                .caller()
                .get(Service.MATCHING, "/v1/providers/" + coach)
                .expect(200)
                .body();
    }

    private List<UUID> matches() {
        return IntStream.range(0, group().path("members").size())
                .mapToObj(member -> UUID.fromString(
                        group().path("members").path(member).path("match").asText()))
                .toList();
    }

    private PersonId leaderOf(UUID match) {
        for (var member : group().path("members")) {
            if (member.path("match").asText().equals(match.toString())) {
                return PersonId.of(member.path("leader").asText());
            }
        }
        throw new AssertionError("Nobody has the match " + match);
    }

    private JsonNode figure(String metric) {
        return acme.lead
                .caller()
                .get(Service.ANALYTICS, "/v1/metrics/" + metric + "?grain=programme&programme=" + programme)
                .expect(200)
                .rows("cells")
                .getFirst();
    }

    private List<UUID> members() {
        return IntStream.range(0, MEMBERS)
                .mapToObj(leader -> person(leader).value())
                .toList();
    }

    private PersonId person(int leader) {
        return requireNonNull(acme.persons.get(acme.leaders.get(leader)));
    }

    private Seat seat(PersonId person) {
        return requireNonNull(acme.seats.get(person));
    }
}
