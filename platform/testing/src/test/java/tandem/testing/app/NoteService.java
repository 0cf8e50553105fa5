package tandem.testing.app;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Map;
import java.util.UUID;
import tandem.runtime.Ids;
import tandem.runtime.problem.Refused;

/** What can be done with notes. */
@ApplicationScoped
class NoteService {

    private final Notes notes;

    NoteService(Notes notes) {
        this.notes = notes;
    }

    @Transactional
    UUID write(String title) {
        var note = new Note(Ids.next(), title);
        notes.persist(note);
        notes.flush();
        if (title.startsWith("forbidden")) {
            throw new Refused(NoteProblems.UNWANTED, "Not that one", Map.of("word", "forbidden"));
        }
        if (title.startsWith("broken")) {
            throw new IllegalStateException("broken by " + title);
        }
        return note.id();
    }

    @Transactional
    void rename(UUID id, String title) {
        notes.get(id).rename(title);
    }
}
