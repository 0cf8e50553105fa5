package tandem.session.rule;

import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;
import tandem.events.Party;

/**
 * What one side answered to an invitation, for the meeting as a whole or for one occurrence of it. Of two by the same side about the
 * same, the one to the higher SEQUENCE counts, then the later stamp (RFC 5546, 2.1.5); of two equals that differ the weaker answer,
 * so that order of arrival never decides.
 *
 * @param occurrence original start of the occurrence; null for the whole
 * @param sequence of the revision that is answered
 * @param startsAt the time that is answered, where the answer is about one time and names it
 */
public record Answer(
        Party party,
        @Nullable Instant occurrence,
        long sequence,
        Instant stamp,
        Response response,
        @Nullable Instant startsAt) {

    /** The word of an attendee, the stronger first. */
    public enum Response {
        ACCEPTED,
        TENTATIVE,
        DECLINED
    }

    static final Comparator<Answer> NEWEST_LAST = Comparator.comparingLong(Answer::sequence)
            .thenComparing(Answer::stamp)
            .thenComparing(Answer::response)
            .thenComparing(Answer::startsAt, Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(Answer::occurrence, Comparator.nullsFirst(Comparator.naturalOrder()));

    boolean isNewerThan(Answer other) {
        return NEWEST_LAST.compare(this, other) > 0;
    }

    boolean isAbout(Slot slot) {
        return occurrence == null || occurrence.equals(slot.original());
    }

    /**
     * Whether it answers what is asked now: the revision in force, or an older one that had the occurrence at the same time. A new
     * time has to be answered anew.
     *
     * @param inForce SEQUENCE of what the organiser last said about the occurrence
     */
    boolean answers(Slot slot, long inForce) {
        return sequence >= inForce || slot.startsAt().equals(startsAt);
    }

    /** Whether it calls the occurrence off; what had begun when it was written it cannot undo. */
    boolean declines(Slot slot) {
        return response == Response.DECLINED && stamp.isBefore(slot.startsAt());
    }
}
