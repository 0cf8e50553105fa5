package tandem.simulator.play;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tandem.events.PersonId;
import tandem.events.Track;
import tandem.local.Service;
import tandem.simulator.client.Answer;
import tandem.simulator.client.Desk.Proposal;
import tandem.simulator.client.StepFailed;
import tandem.simulator.world.Leader;

/**
 * Four leaders whose sprint is over go on together with one coach (R21): the second lead names them, somebody else approves each, each signs,
 * they meet at once, and the coach enters who was there.
 */
final class Together {
    private static final int MEMBERS = 4;
    private static final String REASON = "AFTER_THE_SPRINT";
    private static final long SECONDS = 5_400;

    private final Company company;
    private final Pairing pairing;
    private final Timeline timeline;
    private String group = "";
    private @Nullable Human coach;

    Together(Company company, Pairing pairing, Timeline timeline) {
        this.company = company;
        this.pairing = pairing;
        this.timeline = timeline;
    }

    /** Names them, and has each approved; who may not be coached together gives way to the next. */
    List<Proposal> form(List<Leader> leaders) {
        var chosen = freeCoach();
        coach = chosen;
        var left = new ArrayList<>(leaders);
        while (left.size() >= MEMBERS) {
            var answer = formed(
                    chosen,
                    left.stream()
                            .limit(MEMBERS)
                            .map(company::human)
                            .map(Human::person)
                            .toList());
            if (answer.status() == 201) {
                group = answer.body().path("id").asText();
                company.tallies().add(Count.COACHED_TOGETHER, MEMBERS);
                var members = answer.rows("members").stream()
                        .map(member -> UUID.fromString(member.path("match").asText()))
                        .toList();
                var proposals = company.cast().lead().matches(company.programme(), "PROPOSED").stream()
                        .filter(proposal -> members.contains(proposal.match()))
                        .toList();
                proposals.forEach(pairing::decide);
                return proposals;
            }
            if (!left.removeIf(leader -> isAgainst(answer, company.human(leader).person()))) {
                throw new StepFailed("Nobody can be coached together: " + answer.text());
            }
        }
        throw new StepFailed("Too few leaders to be coached together");
    }

    /** Yesterday's meeting: everybody was there, as the coach and each of them say. */
    void meet(int day) {
        var from = timeline.day(day).minusDays(1).atTime(LocalTime.of(14, 0)).toInstant(ZoneOffset.UTC);
        var members = members();
        Objects.requireNonNull(coach)
                .seat()
                .caller()
                .post(
                        Service.SESSION,
                        "/v1/coaching-groups/" + group + "/sessions",
                        Map.of(
                                "startsAt",
                                from.toString(),
                                "endsAt",
                                from.plusSeconds(SECONDS).toString(),
                                "attended",
                                members.stream()
                                        .map(member -> member.path("leader").asText())
                                        .toList()))
                .expect(200);
        for (var member : members) {
            var leader = company.human(PersonId.of(member.path("leader").asText()));
            var engagement = UUID.fromString(member.path("match").asText());
            var session = leader.seat().sessions(engagement).getLast();
            leader.seat().attend(UUID.fromString(session.path("id").asText()), true);
        }
    }

    private List<JsonNode> members() {
        return company
                .cast()
                .lead()
                .caller()
                .get(Service.MATCHING, "/v1/coaching-groups/" + group)
                .expect(200)
                .rows("members")
                .stream()
                .filter(member -> member.path("running").asBoolean())
                .toList();
    }

    private Answer formed(Human by, List<PersonId> leaders) {
        return company.cast()
                .secondLead()
                .caller()
                .post(
                        Service.MATCHING,
                        "/v1/coaching-groups",
                        Map.of(
                                "programme",
                                company.programme(),
                                "coach",
                                by.person(),
                                "leaders",
                                leaders,
                                "reason",
                                REASON));
    }

    private static boolean isAgainst(Answer refused, PersonId leader) {
        return refused.body().path("people").has(leader.toString());
    }

    /** A coach in the pool with a seat that nobody holds. */
    private Human freeCoach() {
        return company.cast().lead().providers().stream()
                .filter(provider -> provider.path("state").asText().equals("QUALIFIED"))
                .filter(provider -> provider.path("tracks").toString().contains(Track.COACHING.name()))
                .filter(provider -> provider.path("capacity").asInt()
                        > provider.path("seatsTaken").asInt())
                .map(provider ->
                        company.human(PersonId.of(provider.path("person").asText())))
                .findFirst()
                .orElseThrow(() -> new StepFailed("No coach has a free seat"));
    }
}
