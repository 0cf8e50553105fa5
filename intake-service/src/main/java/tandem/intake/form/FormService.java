package tandem.intake.form;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import tandem.events.ProgrammeId;
import tandem.runtime.actor.Actor;
import tandem.runtime.problem.Refused;
import tandem.runtime.time.ProgrammeTime;

/** Publishes the forms of programmes. */
@ApplicationScoped
class FormService {

    private static final int VERSIONS_MAX = 100;

    private final Forms forms;
    private final AnswerCheck check;
    private final Clock clock;

    FormService(Forms forms, AnswerCheck check, @ProgrammeTime Clock clock) {
        this.forms = forms;
        this.check = check;
        this.clock = clock;
    }

    /** The version now in force; drafts of earlier versions have to be saved again before they can be submitted. */
    @Transactional
    int publish(ProgrammeId programme, JsonNode definition, Actor by) {
        var version = forms.next(programme);
        if (version > VERSIONS_MAX) {
            throw new Refused(FormProblems.FORM_REFUSED, "A programme has " + VERSIONS_MAX + " versions at the most");
        }
        refuseIf(FormRules.objections(definition));
        refuseIf(Form.malformed(definition));
        refuseIf(unusable(new Form(version, definition)));
        forms.add(programme, version, FormText.write(definition), by.who(), clock.instant());
        return version;
    }

    /**
     * A form proves with an example that it can be answered so that the service can decide: reading a schema cannot tell whether
     * anything fits it at all.
     */
    private List<Fault> unusable(Form form) {
        var examples = form.definition().path("examples");
        if (!examples.isArray() || examples.isEmpty()) {
            return List.of(new Fault("/examples", "needs one complete set of answers at the least"));
        }
        return check.check(form, examples.get(0)).faults().stream()
                .map(fault -> new Fault("/examples/0" + fault.pointer(), fault.detail()))
                .toList();
    }

    private static void refuseIf(List<Fault> faults) {
        if (!faults.isEmpty()) {
            throw new Refused(
                    FormProblems.FORM_REFUSED,
                    faults.size() + " of its parts are not as they must be",
                    Map.of("errors", Fault.told(faults)));
        }
    }
}
