package tandem.session.note;

import java.time.Instant;
import java.util.UUID;
import tandem.events.EngagementId;
import tandem.events.Party;
import tandem.events.PersonId;
import tandem.events.SessionId;

/**
 * A note somebody wrote of a session, sealed. It never changes: what a leader allowed others to read is what they read.
 *
 * @param party the side that wrote it
 * @param sealed ciphertext under the author's key, bound to the note
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Note(
        UUID id,
        EngagementId engagement,
        SessionId session,
        PersonId author,
        Party party,
        byte[] sealed,
        Instant writtenAt) {

    /** What the ciphertext is bound to beside tenant and author: put in the place of another note, it does not open. */
    static String field(UUID note) {
        return "note|" + note;
    }

    /** The note as its author, or whoever is allowed to, finds it without opening it. */
    NoteQueries.NoteHead head() {
        return new NoteQueries.NoteHead(id, engagement, session, party, writtenAt);
    }
}
