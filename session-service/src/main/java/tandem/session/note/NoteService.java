package tandem.session.note;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.UUID;
import tandem.events.PersonId;
import tandem.events.SessionId;
import tandem.runtime.crypto.FieldEncryption;
import tandem.runtime.problem.Refused;
import tandem.runtime.time.ProgrammeTime;
import tandem.session.engagement.Engagements;
import tandem.session.session.Sessions;

/** Writes and removes notes. Nothing of a note is ever told to a topic. */
@ApplicationScoped
public class NoteService {

    private static final int PER_SESSION_MAX = 20;

    private final Notes notes;
    private final Sessions sessions;
    private final Engagements engagements;
    private final FieldEncryption encryption;
    private final Clock clock;

    NoteService(
            Notes notes,
            Sessions sessions,
            Engagements engagements,
            FieldEncryption encryption,
            @ProgrammeTime Clock clock) {
        this.notes = notes;
        this.sessions = sessions;
        this.engagements = engagements;
        this.encryption = encryption;
        this.clock = clock;
    }

    /** Seals a note of a session under an id of its author's choice; the same note again is taken as sent twice. */
    @Transactional
    public void write(PersonId by, SessionId id, UUID note, String text) {
        var session = sessions.get(id);
        var engagement = engagements.hold(session.engagement(), by);
        if (notes.find(note).isPresent()) {
            requireSame(note, by, id, text);
            return;
        }
        if (notes.countOf(id, by) >= PER_SESSION_MAX) {
            throw new Refused(NoteProblems.FULL, "At most " + PER_SESSION_MAX + " notes of a session");
        }
        var sealed = encryption.encrypt(by, Note.field(note), text);
        var party = engagement.sideOf(by).orElseThrow();
        if (!notes.add(new Note(note, session.engagement(), id, by, party, sealed, clock.instant()))) {
            requireSame(note, by, id, text);
        }
    }

    /** The author takes a note back. */
    @Transactional
    public void remove(PersonId by, UUID note) {
        if (!notes.remove(note, by)) {
            throw Notes.unknown();
        }
    }

    /** The person is forgotten: what it wrote, what was written of it as a leader, and its key; answers how many notes. */
    @Transactional
    public int erase(PersonId person) {
        var removed = notes.removeOf(person);
        encryption.shred(person);
        return removed;
    }

    private void requireSame(UUID note, PersonId by, SessionId session, String text) {
        var same = notes.find(note)
                .filter(known -> known.author().equals(by) && known.session().equals(session))
                .filter(known ->
                        encryption.decrypt(by, Note.field(note), known.sealed()).equals(text))
                .isPresent();
        if (!same) {
            throw new Refused(NoteProblems.WRITTEN, "Write another one, under an id of its own");
        }
    }
}
