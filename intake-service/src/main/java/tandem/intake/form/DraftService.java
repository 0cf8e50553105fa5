package tandem.intake.form;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import tandem.events.PersonId;
import tandem.events.ProgrammeId;
import tandem.intake.people.People;
import tandem.runtime.problem.CommonProblems;
import tandem.runtime.problem.Refused;
import tandem.runtime.revision.Revision;
import tandem.runtime.time.ProgrammeTime;

/** Keeps what a leader has filled in so far, and hands it over when it is complete. */
@ApplicationScoped
public class DraftService {

    private static final int BYTES_MAX = 64 * 1024;

    private final FormQueries queries;
    private final Forms forms;
    private final Drafts drafts;
    private final AnswerCheck check;
    private final People people;
    private final Clock clock;

    DraftService(
            FormQueries queries,
            Forms forms,
            Drafts drafts,
            AnswerCheck check,
            People people,
            @ProgrammeTime Clock clock) {
        this.queries = queries;
        this.forms = forms;
        this.drafts = drafts;
        this.check = check;
        this.people = people;
        this.clock = clock;
    }

    /** The draft with what still stands against submitting it. */
    @Transactional
    Optional<Checked> read(PersonId person) {
        return queries.programmeOf(person)
                .flatMap(programme -> drafts.find(programme, person))
                .map(this::checked);
    }

    /** Saves over the revision the leader saw; a first draft names none. Incomplete and wrong answers are kept, and said so. */
    @Transactional
    Checked save(PersonId person, int formVersion, JsonNode answers, Optional<Revision> seen) {
        people.hold(person); // a token outlives the erasure of its person by minutes
        var programme = programmeOf(person);
        var text = FormText.write(answers);
        if (text.getBytes(StandardCharsets.UTF_8).length > BYTES_MAX) {
            throw new Refused(CommonProblems.TOO_LARGE, "A draft holds " + BYTES_MAX + " bytes at the most");
        }
        checkInForce(forms.inForce(programme), formVersion);
        var held = drafts.lock(programme, person).orElse(null);
        if (held != null || seen.isPresent()) {
            Revision.check(seen, held == null ? 0 : held.revision());
        }
        var saved = new Draft(
                programme, person, formVersion, text, held == null ? 1 : held.revision() + 1, clock.instant());
        if (held == null) {
            drafts.add(saved);
        } else {
            drafts.replace(saved);
        }
        return checked(saved);
    }

    @Transactional
    void discard(PersonId person, Optional<Revision> seen) {
        var draft = seen(person, seen);
        drafts.remove(draft.programme(), person);
    }

    /** Takes the complete draft out: what it says is now up to the caller. */
    @Transactional(TxType.MANDATORY)
    public Complete complete(PersonId person, Optional<Revision> seen) {
        people.hold(person);
        var draft = seen(person, seen);
        var form = forms.inForce(draft.programme());
        checkInForce(form, draft.formVersion());
        var checked = check.check(form, FormText.parse(draft.answers()));
        if (!checked.faults().isEmpty()) {
            throw new Refused(
                    FormProblems.ANSWERS_REFUSED,
                    checked.faults().size() + " of the answers are not as the form asks",
                    Map.of("errors", checked.faults()));
        }
        drafts.remove(draft.programme(), person);
        return new Complete(draft, Objects.requireNonNull(checked.answers()));
    }

    private Draft seen(PersonId person, Optional<Revision> seen) {
        var draft = drafts.lock(programmeOf(person), person)
                .orElseThrow(() -> new Refused(CommonProblems.NOT_FOUND, "There is no draft"));
        Revision.check(seen, draft.revision());
        return draft;
    }

    private ProgrammeId programmeOf(PersonId person) {
        return queries.programmeOf(person)
                .orElseThrow(() -> new Refused(CommonProblems.NOT_FOUND, "You take part in no programme"));
    }

    private Checked checked(Draft draft) {
        var form = forms.inForce(draft.programme());
        var answers = FormText.parse(draft.answers());
        return new Checked(draft, answers, check.check(form, answers).faults());
    }

    private static void checkInForce(Form form, int version) {
        if (form.version() != version) {
            throw new Refused(
                    FormProblems.FORM_SUPERSEDED,
                    "Version " + form.version() + " is in force; save the draft for it",
                    Map.of("formVersion", form.version()));
        }
    }

    /** A draft and its faults. */
    record Checked(Draft draft, JsonNode answers, List<Fault> faults) {}

    /** A draft without faults, and what its answers mean. */
    public record Complete(Draft draft, FormAnswers answers) {}
}
