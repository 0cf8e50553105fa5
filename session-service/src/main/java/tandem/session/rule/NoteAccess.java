package tandem.session.rule;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import tandem.events.ConsentItem;
import tandem.events.ConsentItem.Recipient;
import tandem.events.Party;
import tandem.events.Track;

/**
 * Who may read a sealed note beside its author (R115): whoever plays the part the leader named for this very note. Nobody by default,
 * nobody by role alone, and never the provider of the leader's other track, whatever was allowed (R34): between the two tracks goes a
 * hand-off and nothing else.
 */
public final class NoteAccess {

    /** The field a consent to share a note names. */
    public static final String FIELD = "NOTE";

    private NoteAccess() {}

    /**
     * The parts somebody plays for the leader of a note.
     *
     * @param side of the engagement the note belongs to; empty for everybody else
     * @param partner whether it is a partner in HR
     * @param sponsor whether it sits where sponsors do
     */
    public static Set<Recipient> parts(Optional<Party> side, Track track, boolean partner, boolean sponsor) {
        var parts = EnumSet.noneOf(Recipient.class);
        if (side.filter(Party.PROVIDER::equals).isPresent()) {
            parts.add(
                    switch (track) {
                        case COACHING -> Recipient.COACH;
                        case MENTORING -> Recipient.MENTOR;
                    });
        }
        if (partner) {
            parts.add(Recipient.HR_PARTNER);
        }
        if (sponsor) {
            parts.add(Recipient.SPONSOR);
        }
        return parts;
    }

    /** The permission that opens the note to somebody of these parts; empty when there is none. */
    public static Optional<ConsentItem> permission(UUID note, Set<Recipient> parts, Collection<ConsentItem> allowed) {
        return allowed.stream()
                .filter(item -> item.field().equals(FIELD))
                .filter(item -> note.equals(item.about()))
                .filter(item -> parts.contains(item.recipient()))
                .findFirst();
    }
}
