package tandem.simulator.play;

import static tandem.simulator.play.Timeline.on;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tandem.events.EndReason;
import tandem.events.PersonId;
import tandem.events.Track;
import tandem.simulator.client.Desk;
import tandem.simulator.client.Desk.Proposal;
import tandem.simulator.client.StepFailed;
import tandem.simulator.world.Employee;
import tandem.simulator.world.Leader;

/**
 * Weeks 18 and 19: mentors take nobody new while appraisals are on, so leaders whose sprint is over wait. One mentoring ends early, and
 * its seat goes down the queue: the first leader is silent for three days, the next declines, the third takes it. Then the season is
 * over, and whoever still waits is offered a seat. Nobody but the service looks for free seats.
 */
final class Waiting {
    private static final Track TRACK = Track.MENTORING;
    private static final String SEASON = "APPRAISAL_SEASON";
    private static final List<String> BROUGHT = List.of(
            "person",
            "type",
            "tracks",
            "capacity",
            "timeZone",
            "availability",
            "skillCodes",
            "behaviourCodes",
            "credentialCodes");

    private final Company company;
    private final Pairing pairing;
    private final List<JsonNode> capped = new ArrayList<>();
    private final List<JsonNode> held = new ArrayList<>();
    private @Nullable Proposal unanswered;

    Waiting(Company company, Pairing pairing) {
        this.company = company;
        this.pairing = pairing;
    }

    /**
     * What happens on a day; answers the offers whose two sides are going to sign.
     *
     * @param leaders who need a mentor from week 18 on
     * @param settled employees of whom the story tells nothing else
     */
    List<Proposal> play(int day, List<UUID> leaders, List<Employee> settled) {
        if (day == on(18, 1)) {
            beginSeason();
            queueUp(leaders);
            endOneEarly(settled);
        } else if (day == on(18, 2)) {
            unanswered = approveTheOneOffer();
        } else if (day == on(18, 5)) {
            requireRanOut();
            decline(approveTheOneOffer());
        } else if (day == on(19, 1)) {
            var offer = approveTheOneOffer();
            endSeason();
            return List.of(offer);
        } else if (day == on(19, 2)) {
            return approveOffers();
        }
        return List.of();
    }

    /** A mentor with mentees takes no more than these; one without takes nobody. */
    private void beginSeason() {
        for (var mentor : lead().providers()) {
            var isServing = mentor.path("state").asText().equals("QUALIFIED")
                    && mentor.path("tracks").toString().contains(TRACK.name());
            var mentees = mentor.path("seatsTaken").asInt();
            if (isServing && mentees > 0) {
                lead().register(brought(mentor, mentees));
                capped.add(mentor);
            } else if (isServing) {
                lead().hold(person(mentor), SEASON);
                held.add(mentor);
            }
        }
    }

    private void endSeason() {
        capped.forEach(mentor ->
                lead().register(brought(mentor, mentor.path("capacity").asInt())));
        held.forEach(mentor -> lead().release(person(mentor), SEASON));
    }

    /** The engine finds no seat for anybody; leaders and leads are told the same date. */
    private void queueUp(List<UUID> leaders) {
        lead().run(company.programme(), TRACK, leaders, 1);
        var queue = queue();
        if (queue.size() != leaders.size()) {
            throw new StepFailed("%d of %d leaders wait for a mentor".formatted(queue.size(), leaders.size()));
        }
        for (var waiting : queue) {
            if (!waiting.reason().equals("NO_FREE_SEAT") || waiting.expectedOn() == null) {
                throw new StepFailed("Somebody waits for no seat that comes free: " + waiting);
            }
            var told = ownWaiting(waiting.leader());
            if (told.path("place").asInt() != waiting.place()
                    || !told.path("expectedOn")
                            .asText()
                            .equals(waiting.expectedOn().toString())) {
                throw new StepFailed("A leader is told " + told + ", a lead " + waiting);
            }
        }
        company.tallies().add(Count.WAITED, queue.size());
        company.lookAhead(lead().capacity(company.programme()));
    }

    /** A mentee has reached what she wanted; her mentor has hours in common with everybody and manages nobody in the queue. */
    private void endOneEarly(List<Employee> settled) {
        var mentees = settled.stream().map(Employee::email).collect(Collectors.toSet());
        var managers = managersOfTheQueue();
        var engagement = company.engagements().stream()
                .filter(one ->
                        one.term().sponsored() && mentees.contains(one.leader().email()))
                .filter(one -> one.provider().zone().getId().startsWith("Europe/"))
                .filter(one -> !managers.contains(one.provider().email()))
                .min(Comparator.comparing(one -> one.leader().email()))
                .orElseThrow(() -> new StepFailed("No mentoring can end early"));
        lead().end(engagement.id(), EndReason.COMPLETED);
        engagement.meetings().forEach(Meeting::end);
        company.tallies().add(Count.ENDED_EARLY);
    }

    private Set<String> managersOfTheQueue() {
        var queue = queue().stream()
                .map(waiting -> company.human(waiting.leader()).email())
                .toList();
        var waiting = company.leaders().stream()
                .map(Leader::employee)
                .filter(employee -> queue.contains(employee.email()))
                .toList();
        return company.workforce().employees().stream()
                .filter(manager ->
                        waiting.stream().anyMatch(one -> manager.number().equals(one.managerNumber())))
                .map(Employee::email)
                .collect(Collectors.toSet());
    }

    private Proposal approveTheOneOffer() {
        var offers = approveOffers();
        if (offers.size() != 1) {
            throw new StepFailed("One seat is free, and %d are offered: %s".formatted(offers.size(), queue()));
        }
        return offers.getFirst();
    }

    /** Until somebody has approved it, a leader hears nothing of an offer. */
    private List<Proposal> approveOffers() {
        var proposed = lead().matches(company.programme(), "PROPOSED");
        var approved = new ArrayList<Proposal>();
        for (var waiting : queue()) {
            for (var offer : proposed) {
                if (offer.match().equals(waiting.offer())) {
                    requireTold(waiting.leader(), false);
                    pairing.decide(offer);
                    requireTold(waiting.leader(), true);
                    company.tallies().add(Count.OFFERED);
                    approved.add(offer);
                }
            }
        }
        return approved;
    }

    private void requireTold(PersonId leader, boolean isTold) {
        if (ownWaiting(leader).hasNonNull("offer") != isTold) {
            throw new StepFailed("A leader is told " + ownWaiting(leader) + " of an offer that is "
                    + (isTold ? "approved" : "not approved"));
        }
    }

    /** Three days after the approval the seat is offered to somebody else; the leader keeps the place. */
    private void requireRanOut() {
        var offer = unanswered;
        if (offer == null) {
            throw new StepFailed("Nobody was offered a seat");
        }
        var state = lead().match(offer.match()).string("state");
        var silent = place(new PersonId(offer.leader()));
        if (!state.equals("EXPIRED") || silent.offer() != null || silent.place() != 1 || silent.silences() != 1) {
            throw new StepFailed("An offer nobody answered is " + state + ", and the leader stands at " + silent);
        }
        company.tallies().add(Count.OFFERS_EXPIRED);
    }

    private void decline(Proposal offer) {
        var leader = new PersonId(offer.leader());
        var before = place(leader).place();
        company.human(leader).seat().decline(offer.match());
        var after = place(leader);
        if (after.offer() != null || after.place() != before) {
            throw new StepFailed("A leader who declined at place " + before + " stands at " + after);
        }
        company.tallies().add(Count.OFFERS_DECLINED);
    }

    private Desk.Waiting place(PersonId leader) {
        return queue().stream()
                .filter(waiting -> waiting.leader().equals(leader))
                .findFirst()
                .orElseThrow(() -> new StepFailed(leader + " waits no more"));
    }

    private List<Desk.Waiting> queue() {
        return lead().waitlist(company.programme(), TRACK);
    }

    private JsonNode ownWaiting(PersonId leader) {
        return company.human(leader).seat().waiting().stream()
                .filter(row -> row.path("track").asText().equals(TRACK.name()))
                .findFirst()
                .orElseThrow(() -> new StepFailed("A leader who waits is told nothing of it"));
    }

    private Desk lead() {
        return company.cast().lead();
    }

    /** What the mentor has brought, with another capacity. */
    private static Map<String, Object> brought(JsonNode mentor, int capacity) {
        var registration = new LinkedHashMap<String, Object>();
        BROUGHT.forEach(field -> registration.put(field, mentor.path(field)));
        registration.put("capacity", capacity);
        return registration;
    }

    private static PersonId person(JsonNode mentor) {
        return PersonId.of(mentor.path("person").asText());
    }
}
