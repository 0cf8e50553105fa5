package tandem.simulator.play;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tandem.events.PersonId;
import tandem.events.Track;
import tandem.simulator.client.Desk.Proposal;
import tandem.simulator.client.Parallel;
import tandem.simulator.client.StepFailed;

/**
 * Week 4 and later: the match engine proposes, programme leads review and approve, a second approver joins where the risk is high,
 * both sides sign. In week 4 it places the whole cohort at once, track by track, and the plan is published when its proof and its audit
 * have been looked at; later it ranks for single leaders, and the lead takes the best whose provider still has a seat. Whatever is
 * proposed stands in the review queue until somebody has looked at it.
 */
final class Pairing {
    private static final int TOP = 5;
    private static final String SMALL_COHORT = "SMALL_COHORT";
    /** So many that their analysis tells something: nothing is said of fewer than five. */
    static final int OVERRIDES = 6;
    /** The track whose pairs meet once before they are final. */
    static final Track MET_FIRST = Track.MENTORING;

    private final Company company;

    /** Whether the leads follow the engine, or override some proposals, turn one down, and let mentors and mentees meet first. */
    enum Script {
        PLAIN,
        WITH_EXCEPTIONS
    }

    private enum Departure {
        OVERRIDE,
        REJECT
    }

    Pairing(Company company) {
        this.company = company;
    }

    /** Places everybody the programme has a decision for, and approves one match each. */
    List<Proposal> pairCohort(Script script) {
        var approved = new ArrayList<Proposal>();
        for (var track : Track.values()) {
            var isScripted = script == Script.WITH_EXCEPTIONS;
            publish(track, isScripted && track == MET_FIRST);
            var proposals = choices(company.cast().lead().matches(company.programme(), "PROPOSED"));
            workOff(proposals.values());
            var seats = company.seats();
            approved.forEach(match -> take(seats, match));
            proposals.values().forEach(planned -> take(seats, planned.getFirst()));
            var exceptions = exceptions(isScripted && track == Track.COACHING);
            for (var proposal : proposals.values()) {
                seats.merge(new PersonId(proposal.getFirst().provider()), 1, Integer::sum);
                var chosen = chosen(proposal, seats, exceptions);
                approve(chosen);
                take(seats, chosen);
                approved.add(chosen);
            }
        }
        return approved;
    }

    private static Deque<Departure> exceptions(boolean isScripted) {
        var exceptions = new ArrayDeque<Departure>();
        if (isScripted) {
            exceptions.addAll(Collections.nCopies(OVERRIDES, Departure.OVERRIDE));
            exceptions.add(Departure.REJECT);
        }
        return exceptions;
    }

    /** A pair with high risk is none to be different about. */
    private Proposal chosen(List<Proposal> proposal, Map<PersonId, Integer> seats, Deque<Departure> exceptions) {
        var first = proposal.getFirst();
        if (first.isHighRisk() || exceptions.isEmpty()) {
            return best(proposal, seats);
        }
        return switch (exceptions.removeFirst()) {
            case OVERRIDE -> overridden(ranked(first), seats);
            case REJECT -> another(first, seats);
        };
    }

    private static void take(Map<PersonId, Integer> seats, Proposal match) {
        seats.merge(new PersonId(match.provider()), -1, Integer::sum);
    }

    /** The queue of the leads has every proposal, and none that waits longer than it may. */
    private void workOff(Collection<List<Proposal>> choices) {
        var waiting = company.cast().lead().reviews(company.programme());
        for (var proposal : choices.stream().flatMap(List::stream).toList()) {
            if (!waiting.contains(proposal.match())) {
                throw new StepFailed("Nobody is asked to review " + proposal);
            }
            company.tallies().add(Count.QUEUED);
        }
        company.tallies()
                .add(Count.PROPOSALS, choices.stream().mapToInt(List::size).sum());
    }

    /** The lead publishes what is within the bounds; for the rest the operations owner signs. */
    private void publish(Track track, boolean exploratory) {
        var plan = company.cast().lead().assign(company.programme(), track, exploratory);
        if (plan.waiting() > 0) {
            throw new StepFailed(plan.waiting() + " leaders wait for " + track);
        }
        if (plan.isFair()) {
            company.cast().lead().publish(plan, null);
        } else {
            company.cast().operations().publish(plan, SMALL_COHORT);
            company.tallies().add(Count.PLANS_SIGNED);
        }
        company.tallies().add(Count.PLANS);
        var ratio = plan.genderRatio();
        if (ratio != null) {
            if (ratio < 1) {
                throw new StepFailed("Everybody is served, and yet women and men are not: " + ratio);
            }
            company.tallies().add(Count.PLANS_COMPARED);
        }
    }

    /** At the end nobody waits to be looked at. */
    void requireWorkedOff() {
        var waiting = company.cast().lead().reviews(company.programme());
        if (!waiting.isEmpty()) {
            throw new StepFailed("Nobody reviewed " + waiting);
        }
    }

    /** Proposes for the leaders named and approves one match each. */
    List<Proposal> pair(Track track, List<UUID> leaders) {
        var seats = company.seats();
        var approved = new ArrayList<Proposal>();
        for (var choice : ranked(track, leaders).values()) {
            var chosen = best(choice, seats);
            approve(chosen);
            take(seats, chosen);
            approved.add(chosen);
        }
        return approved;
    }

    private Map<String, List<Proposal>> ranked(Track track, List<UUID> leaders) {
        var lead = company.cast().lead();
        lead.run(company.programme(), track, leaders, TOP);
        var choices = choices(lead.matches(company.programme(), "PROPOSED").stream()
                .filter(proposal -> proposal.track() == track && leaders.contains(proposal.leader()))
                .toList());
        workOff(choices.values());
        return choices;
    }

    /** Whom else the engine could think of for this leader. */
    private List<Proposal> ranked(Proposal instead) {
        return ranked(instead.track(), List.of(instead.leader())).values().stream()
                .findFirst()
                .orElseThrow(() -> new StepFailed("Nobody for " + instead.leader()));
    }

    /** Both sides sign every match; the providers after the leaders. */
    void sign(List<Proposal> approved) {
        Parallel.each(
                approved,
                match -> company.human(new PersonId(match.leader())).seat().sign(match.match()));
        Parallel.each(
                approved,
                match -> company.human(new PersonId(match.provider())).seat().sign(match.match()));
    }

    /** Takes over the engagements that began. */
    List<Company.Engagement> began() {
        var begun = new ArrayList<Company.Engagement>();
        for (var row : company.cast().lead().engagements(company.programme())) {
            var id = UUID.fromString(row.path("id").asText());
            if (!company.knows(id)) {
                var engagement = new Company.Engagement(
                        id,
                        company.human(PersonId.of(row.path("leader").asText())),
                        company.human(PersonId.of(row.path("provider").asText())),
                        new Company.Term(
                                Track.valueOf(row.path("track").asText()),
                                isSponsored(row),
                                row.path("cadenceDays").asInt(),
                                LocalDate.parse(row.path("startsOn").asText()),
                                LocalDate.parse(row.path("plannedEndOn").asText())),
                        new ArrayList<>());
                company.began(engagement);
                company.tallies().add(Count.ENGAGEMENTS);
                begun.add(engagement);
            }
        }
        return begun;
    }

    private static boolean isSponsored(JsonNode engagement) {
        return engagement.path("layer").asText().equals("MENTORSHIP")
                && engagement.path("providerType").asText().equals("INTERNAL");
    }

    /** Week 9: a pair does not work; the match is replaced for fit, and the leader is paired again. */
    List<Proposal> reassign(Company.Engagement engagement) {
        company.tallies().add(Count.REASSIGNABLE, company.cast().lead().allowance(company.programme()));
        company.cast().lead().reassign(engagement.id(), "NO_FIT");
        engagement.meetings().forEach(Meeting::end);
        company.tallies().add(Count.REASSIGNMENTS);
        return pair(
                engagement.term().track(), List.of(engagement.leader().person().value()));
    }

    /** A seat offered to somebody who waits, or a pair somebody chose, is a proposal like any other. */
    void decide(Proposal proposal) {
        workOff(List.of(List.of(proposal)));
        company.cast().lead().review(proposal.match());
        approve(proposal);
    }

    /** Approves the best of those the engine proposed by itself after a pair had parted. */
    Proposal next(Proposal parted) {
        var proposals = choices(company.cast().lead().matches(company.programme(), "PROPOSED").stream()
                .filter(proposal -> proposal.track() == parted.track()
                        && proposal.leader().equals(parted.leader())
                        && !proposal.provider().equals(parted.provider()))
                .toList());
        workOff(proposals.values());
        var next = proposals.values().stream()
                .findFirst()
                .orElseThrow(() -> new StepFailed("Nobody else for " + parted.leader()))
                .getFirst();
        company.cast().lead().review(next.match());
        approve(next);
        return next;
    }

    private void approve(Proposal match) {
        company.cast().lead().approve(match.match());
        if (match.isHighRisk()) {
            company.cast().operations().approve(match.match());
            company.tallies().add(Count.SECOND_APPROVALS);
        }
        company.tallies().add(Count.APPROVED);
    }

    private Proposal best(List<Proposal> choice, Map<PersonId, Integer> seats) {
        var best = choice.stream()
                .filter(match -> seats.getOrDefault(new PersonId(match.provider()), 0) > 0)
                .findFirst()
                .orElseThrow(() -> new StepFailed("No proposal for leader %s has a free seat: %s"
                        .formatted(choice.getFirst().leader(), choice)));
        company.cast().lead().review(best.match());
        return best;
    }

    /** The second lead knows something the engine does not; who overrode does not approve. */
    private Proposal overridden(List<Proposal> choice, Map<PersonId, Integer> seats) {
        var first = choice.getFirst();
        var other = choice.stream()
                .skip(1)
                .filter(match -> seats.getOrDefault(new PersonId(match.provider()), 0) > 0)
                .reduce((earlier, later) -> later)
                .orElseThrow(() -> new StepFailed("Nobody else to choose for " + first.leader()));
        company.cast().secondLead().review(first.match());
        var chosen = company.cast().secondLead().override(first.match(), other.provider(), "CULTURAL_FIT");
        company.tallies().add(Count.OVERRIDES);
        return chosen;
    }

    /** The lead turns the proposal down, and takes the best of the others. */
    private Proposal another(Proposal turnedDown, Map<PersonId, Integer> seats) {
        company.cast().lead().reject(turnedDown.match(), "TOO_CLOSE");
        company.tallies().add(Count.REJECTIONS);
        return best(ranked(turnedDown), seats);
    }

    /** The proposals by leader and track, best first, in an order that does not depend on random identifiers. */
    private Map<String, List<Proposal>> choices(List<Proposal> proposals) {
        var byLeader = new HashMap<String, List<Proposal>>();
        for (var proposal : proposals) {
            var key = company.human(new PersonId(proposal.leader())).email() + " " + proposal.track();
            byLeader.computeIfAbsent(key, none -> new ArrayList<>()).add(proposal);
        }
        var ordered = new LinkedHashMap<String, List<Proposal>>();
        byLeader.entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(entry -> {
            entry.getValue().sort(Comparator.comparingInt(Proposal::rank));
            ordered.put(entry.getKey(), entry.getValue());
        });
        return ordered;
    }
}
