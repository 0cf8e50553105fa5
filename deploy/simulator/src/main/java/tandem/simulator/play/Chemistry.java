package tandem.simulator.play;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tandem.events.PersonId;
import tandem.events.Track;
import tandem.simulator.client.Desk.Proposal;
import tandem.simulator.client.Parallel;
import tandem.simulator.client.StepFailed;

/**
 * Pairs that meet once before they are final. Both say whether they go on; where one does not, the engine proposes the next candidates
 * by itself and the lead approves the best of them, to be met as well.
 */
final class Chemistry {
    private final Company company;
    private final Pairing pairing;
    private final List<Proposal> meeting = new ArrayList<>();

    Chemistry(Company company, Pairing pairing) {
        this.company = company;
        this.pairing = pairing;
    }

    /** The pairs of a track are to meet first; answers the others, to be signed at once. */
    List<Proposal> begin(Track track, List<Proposal> approved) {
        meet(approved.stream().filter(pair -> pair.track() == track).toList());
        return approved.stream().filter(pair -> pair.track() != track).toList();
    }

    /** All have met. The first leader would rather have somebody else and meets the next; answers the others, who go on. */
    List<Proposal> answerWithOneNo() {
        var parting = meeting.removeFirst();
        say(parting, "GOALS_DIFFER");
        require(parting, "REJECTED");
        company.tallies().add(Count.PARTED);
        var agreed = answer();
        meet(List.of(pairing.next(parting)));
        return agreed;
    }

    /** All have met, and go on. */
    List<Proposal> answer() {
        var agreed = List.copyOf(meeting);
        meeting.clear();
        Parallel.each(agreed, pair -> say(pair, null));
        agreed.forEach(pair -> require(pair, "APPROVED"));
        return agreed;
    }

    private void meet(List<Proposal> pairs) {
        pairs.forEach(pair -> require(pair, "EXPLORING"));
        company.tallies().add(Count.MET_FIRST, pairs.size());
        meeting.addAll(pairs);
    }

    /** The provider goes on in any case; nothing follows before both have said something. */
    private void say(Proposal pair, @Nullable String no) {
        company.human(new PersonId(pair.provider())).seat().explored(pair.match(), Map.of("verdict", "GO"));
        require(pair, "EXPLORING");
        company.human(new PersonId(pair.leader()))
                .seat()
                .explored(
                        pair.match(), no == null ? Map.of("verdict", "GO") : Map.of("verdict", "NO_GO", "reason", no));
    }

    private void require(Proposal pair, String state) {
        var answer = company.cast().lead().match(pair.match());
        if (!answer.string("state").equals(state)) {
            throw new StepFailed(
                    "The match %s is not %s but %s".formatted(pair.match(), state, answer.string("state")));
        }
    }
}
