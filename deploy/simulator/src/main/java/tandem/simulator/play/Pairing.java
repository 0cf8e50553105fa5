package tandem.simulator.play;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tandem.events.PersonId;
import tandem.events.Track;
import tandem.simulator.client.Desk.Proposal;
import tandem.simulator.client.Parallel;
import tandem.simulator.client.StepFailed;

/**
 * Week 4 and later: the match engine proposes, programme leads review and approve, a second approver joins where the risk is high,
 * both sides sign. Among a leader's proposals the lead takes the best one whose provider still has a seat.
 */
final class Pairing {
    private static final int TOP = 5;

    private final Company company;

    /** What the leads do differently once: the first leader's proposal is overridden, the second leader's first one is turned down. */
    enum Script {
        PLAIN,
        WITH_EXCEPTIONS
    }

    Pairing(Company company) {
        this.company = company;
    }

    /** Proposes for all leaders named, or for everybody the programme has a decision for, and approves one match each. */
    List<Proposal> pair(@Nullable Track track, List<UUID> leaders, Script script) {
        var lead = company.cast().lead();
        lead.run(company.programme(), track, leaders, TOP);
        var choices = choices(lead.matches(company.programme(), "PROPOSED"));
        company.tallies()
                .add(
                        Count.PROPOSALS,
                        choices.values().stream().mapToInt(List::size).sum());
        var seats = company.seats();
        var approved = new ArrayList<Proposal>();
        var exceptions = script == Script.WITH_EXCEPTIONS ? 2 : 0;
        for (var choice : choices.values()) {
            var plain = choice.size() < 3 || choice.getFirst().isHighRisk();
            var chosen = plain || exceptions == 0
                    ? best(choice, seats)
                    : exceptions-- == 2 ? overridden(choice, seats) : secondAfterRejection(choice, seats);
            approve(chosen);
            seats.merge(new PersonId(chosen.provider()), -1, Integer::sum);
            approved.add(chosen);
        }
        return approved;
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
                                row.path("providerType").asText().equals("INTERNAL"),
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

    /** Week 9: a pair does not work; the match is replaced for fit, and the leader is paired again. */
    List<Proposal> reassign(Company.Engagement engagement) {
        company.cast().lead().reassign(engagement.id(), "FIT");
        engagement.meetings().forEach(Meeting::end);
        company.tallies().add(Count.REASSIGNMENTS);
        return pair(
                engagement.term().track(), List.of(engagement.leader().person().value()), Script.PLAIN);
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
        var chosen = company.cast().secondLead().override(first.match(), other.provider(), "SPONSORSHIP_CONTEXT");
        company.tallies().add(Count.OVERRIDES);
        return chosen;
    }

    private Proposal secondAfterRejection(List<Proposal> choice, Map<PersonId, Integer> seats) {
        company.cast().lead().reject(choice.getFirst().match(), "TOO_CLOSE");
        company.tallies().add(Count.REJECTIONS);
        return best(choice.subList(1, choice.size()), seats);
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
