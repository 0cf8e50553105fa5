package tandem.session.rule;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tandem.events.Party;
import tandem.session.rule.Answer.Response;

/**
 * All that goes to and fro about one session that was booked here and is in the calendars of its two sides, where Tandem is the
 * organiser. What a side has to be told is the difference between what holds and what that side was told last, less what it did
 * itself: so nothing is told twice, nothing comes back as an echo, and whatever is told has a higher SEQUENCE than all before.
 *
 * @param sequence the last SEQUENCE drawn; -1 before the first letter
 * @param asked SEQUENCE of the time that is asked for: an answer to an earlier one was an answer to another time
 * @param calledOff off for good, by a side here or with the engagement
 * @param told what each side was told last
 * @param answers the newest of each side
 * @param proposal another time one side would rather have, as long as nobody said anything to it
 * @param settled the newest proposal somebody said something to, so that it does not come back with a second copy of its mail
 */
public record Correspondence(
        long sequence,
        long asked,
        Instant startsAt,
        Instant endsAt,
        boolean calledOff,
        Map<Party, Told> told,
        List<Answer> answers,
        @Nullable Proposal proposal,
        @Nullable Proposal settled) {

    /**
     * What a side was told last: a time, or that there is none.
     *
     * @param requested SEQUENCE of the last invitation; with each of them the side's calendar forgets what it answered before
     */
    public record Told(Instant startsAt, Instant endsAt, boolean off, long requested) {
        boolean says(Told other) {
            return off == other.off && startsAt.equals(other.startsAt) && endsAt.equals(other.endsAt);
        }
    }

    /** Another time, proposed by a side in answer to a SEQUENCE; of several the newest counts. */
    public record Proposal(Party by, long sequence, Instant stamp, Instant startsAt, Instant endsAt) {
        private static final Comparator<Proposal> NEWEST_LAST = Comparator.comparingLong(Proposal::sequence)
                .thenComparing(Proposal::stamp)
                .thenComparing(Proposal::startsAt)
                .thenComparing(Proposal::endsAt)
                .thenComparing(Proposal::by);

        boolean isNewerThan(@Nullable Proposal other) {
            return other == null || NEWEST_LAST.compare(this, other) > 0;
        }
    }

    /** A letter to one side: the time, or that it is off; with what that side has answered to it already. */
    public record Letter(Party to, long sequence, Told says, Optional<Response> response) {}

    /** What is to be sent now, and the correspondence with it. */
    public record Round(Correspondence next, List<Letter> letters) {}

    public Correspondence {
        told = Map.copyOf(told);
        answers = List.copyOf(answers);
    }

    /** A session that was booked and nobody was told of yet. */
    public static Correspondence begin(Instant startsAt, Instant endsAt) {
        return new Correspondence(-1, 0, startsAt, endsAt, false, Map.of(), List.of(), null, null);
    }

    /** Asks for another time; whoever had declined the old one is asked again. */
    public Correspondence moved(Instant start, Instant end) {
        return calledOff || (start.equals(startsAt) && end.equals(endsAt))
                ? this
                : new Correspondence(sequence, sequence + 1, start, end, false, told, answers, null, newest());
    }

    /** Off for good. */
    public Correspondence cancelled() {
        return new Correspondence(sequence, asked, startsAt, endsAt, true, told, answers, null, newest());
    }

    /** A side accepts the time that is asked for, by what it does here. */
    public Correspondence accepted(Party party, Instant at) {
        return answered(new Answer(party, null, inForce(party), at, Response.ACCEPTED, null));
    }

    /** A side answered; the very same object when the answer says nothing new. */
    public Correspondence answered(Answer answer) {
        var merged = Series.of(List.of(), answers).with(answer).answers();
        return merged.equals(answers)
                ? this
                : new Correspondence(sequence, asked, startsAt, endsAt, calledOff, told, merged, proposal, settled);
    }

    /** A side would rather meet at another time; what answers an earlier time, or asks for this one, is nothing. */
    public Correspondence proposed(Proposal wish) {
        var idle = calledOff
                || wish.sequence() < asked
                || (wish.startsAt().equals(startsAt) && wish.endsAt().equals(endsAt))
                || !wish.isNewerThan(proposal)
                || !wish.isNewerThan(settled);
        return idle
                ? this
                : new Correspondence(sequence, asked, startsAt, endsAt, calledOff, told, answers, wish, settled);
    }

    /** The other side does not want what was proposed. */
    public Correspondence withoutProposal() {
        return new Correspondence(sequence, asked, startsAt, endsAt, calledOff, told, answers, null, newest());
    }

    /** Whether the session is to take place: not called off, and declined by neither side. */
    public boolean takesPlace() {
        return !calledOff && !isDeclined(Party.LEADER) && !isDeclined(Party.PROVIDER);
    }

    /** What the side last answered to the invitation its calendar has now. */
    public Optional<Response> response(Party party) {
        return answer(party, inForce(party)).map(Answer::response);
    }

    /** What has to be told now, and this correspondence once it is. */
    public Round write() {
        List<Letter> letters = new ArrayList<>();
        var next = new EnumMap<Party, Told>(Party.class);
        next.putAll(told);
        var number = sequence + 1;
        for (var party : Party.values()) {
            var last = told.get(party);
            var holds = takesPlace()
                    ? new Told(startsAt, endsAt, false, number)
                    : new Told(startsAt, endsAt, true, last == null ? 0 : last.requested());
            if (isNews(party, last, holds)) {
                letters.add(
                        new Letter(party, number, holds, answer(party, number).map(Answer::response)));
                next.put(party, holds);
            }
        }
        return letters.isEmpty()
                ? new Round(this, letters)
                : new Round(
                        new Correspondence(
                                number, asked, startsAt, endsAt, calledOff, next, answers, proposal, settled),
                        List.copyOf(letters));
    }

    private boolean isNews(Party party, @Nullable Told last, Told holds) {
        if (!holds.off()) {
            return last == null || !last.says(holds);
        }
        // who declined took it out of the calendar already; a session called off for good goes from every calendar
        return last != null && !last.off() && (calledOff || !isDeclined(party));
    }

    /** A decline that was written when the session had begun undoes nothing. */
    private boolean isDeclined(Party party) {
        return answer(party, inForce(party))
                .filter(answer -> answer.declines(new Slot(startsAt, startsAt, endsAt)))
                .isPresent();
    }

    /** SEQUENCE of the invitation the side's calendar has now, or is about to get. */
    private long inForce(Party party) {
        var last = told.get(party);
        return last == null ? asked : Math.max(asked, last.requested());
    }

    /** The newest answer of the side to an invitation of at least that SEQUENCE. */
    private Optional<Answer> answer(Party party, long atLeast) {
        return answers.stream()
                .filter(answer -> answer.party() == party && answer.sequence() >= atLeast)
                .max(Answer.NEWEST_LAST);
    }

    private @Nullable Proposal newest() {
        return proposal == null ? settled : proposal;
    }
}
