package tandem.session.rule;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tandem.events.Party;
import tandem.session.rule.SessionRecognition.Reason;

/**
 * Who may say what about a meeting (RFC 5546, 3.2): its organiser what it is, an attendee what that attendee answers. People are
 * compared by whatever stands for their address; who is not known is null.
 */
public final class Authority {

    private Authority() {}

    /**
     * What stands against a statement about the meeting: a change or a cancellation.
     *
     * @param known organiser of the meeting, as far as it is followed
     * @param stated organiser the message names
     * @param sender who sent the message, where the transport says so
     */
    public static Optional<Reason> againstStatement(
            @Nullable String known, @Nullable String stated, @Nullable String sender) {
        var others = known != null && !known.equals(stated);
        return others || (sender != null && !sender.equals(stated))
                ? Optional.of(Reason.NOT_FROM_ORGANISER)
                : Optional.empty();
    }

    /**
     * What stands against an answer or a counter-proposal.
     *
     * @param attendees those the message speaks for; it may speak for its sender alone
     */
    public static Optional<Reason> againstAnswer(
            @Nullable String known, @Nullable String stated, List<String> attendees, @Nullable String sender) {
        if (known != null && stated != null && !known.equals(stated)) {
            return Optional.of(Reason.NOT_FROM_ORGANISER);
        }
        return attendees.size() == 1 && (sender == null || sender.equals(attendees.getFirst()))
                ? Optional.empty()
                : Optional.of(Reason.NOT_FROM_ATTENDEE);
    }

    /**
     * Whether a CANCEL that names whom it takes off the list ends the session. The meeting goes on when only others are disinvited;
     * without one of its two sides it is no session.
     *
     * @param disinvited the sides among those named; empty for each who is neither
     */
    public static boolean endsTheSession(List<Optional<Party>> disinvited) {
        return disinvited.isEmpty() || disinvited.stream().anyMatch(Optional::isPresent);
    }
}
