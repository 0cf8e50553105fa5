package tandem.intake.form;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tandem.intake.form.FormAnswers.GoalAnswer;
import tandem.intake.goal.Vocabulary;
import tandem.intake.people.People;
import tandem.runtime.event.EventCodec;

/** Holds answers to their form and to what the service itself can use; says where they do not fit. */
@ApplicationScoped
public class AnswerCheck {

    private final ObjectMapper json;
    private final Validator validator;
    private final Vocabulary vocabulary;

    AnswerCheck(Validator validator, Vocabulary vocabulary) {
        this.json = EventCodec.json();
        this.validator = validator;
        this.vocabulary = vocabulary;
    }

    /** The answers with everything that stands against submitting them. */
    Checked check(Form form, JsonNode answers) {
        var faults = new ArrayList<>(form.faults(answers));
        var read = read(answers, faults);
        if (read != null) {
            faults.addAll(violations(read));
            faults.addAll(emptyGoals(read));
            faults.addAll(unknownCodes(read));
            faults.addAll(unknownZone(read));
        }
        return new Checked(Fault.told(faults), read);
    }

    private @Nullable FormAnswers read(JsonNode answers, List<Fault> faults) {
        try {
            return json.treeToValue(answers, FormAnswers.class);
        } catch (JsonMappingException e) {
            faults.add(new Fault(pointer(e), "is not a possible value"));
            return null;
        } catch (JsonProcessingException e) {
            faults.add(new Fault("", "are no answers"));
            return null;
        }
    }

    private List<Fault> violations(FormAnswers answers) {
        return validator.validate(answers).stream()
                .map(violation -> new Fault(pointer(violation), violation.getMessage()))
                .sorted((a, b) -> a.pointer().compareTo(b.pointer()))
                .toList();
    }

    private static List<Fault> emptyGoals(FormAnswers answers) {
        return at(
                answers,
                (i, goal) -> goal.saysNothing()
                        ? List.of(new Fault("/goals/" + i, "needs own words or a code"))
                        : List.of());
    }

    private List<Fault> unknownCodes(FormAnswers answers) {
        return at(answers, (i, goal) -> {
            var faults = new ArrayList<Fault>();
            var codes = goal.codes() == null ? List.<String>of() : goal.codes();
            for (var j = 0; j < codes.size(); j++) {
                if (!vocabulary.unknown(List.of(String.valueOf(codes.get(j)))).isEmpty()) {
                    faults.add(new Fault("/goals/" + i + "/codes/" + j, "is not a code of the vocabulary"));
                }
            }
            return faults;
        });
    }

    private static List<Fault> unknownZone(FormAnswers answers) {
        return answers.timeZone() == null || People.isZone(answers.timeZone())
                ? List.of()
                : List.of(new Fault("/timeZone", "is not a region of the IANA database"));
    }

    private static List<Fault> at(FormAnswers answers, Look look) {
        var faults = new ArrayList<Fault>();
        var goals = Optional.ofNullable(answers.goals()).orElse(List.of());
        for (var i = 0; i < goals.size(); i++) {
            if (goals.get(i) != null) {
                faults.addAll(look.at(i, goals.get(i)));
            }
        }
        return faults;
    }

    private static String pointer(JsonMappingException e) {
        var pointer = new StringBuilder();
        for (var step : e.getPath()) {
            pointer.append('/')
                    .append(step.getFieldName() == null ? step.getIndex() : FormRules.escaped(step.getFieldName()));
        }
        return pointer.toString();
    }

    private static String pointer(ConstraintViolation<?> violation) {
        var pointer = new StringBuilder();
        for (var node : violation.getPropertyPath()) {
            if (node.getIndex() != null) {
                pointer.append('/').append(node.getIndex());
            }
            if (node.getName() != null && !node.getName().startsWith("<")) {
                pointer.append('/').append(node.getName());
            }
        }
        return pointer.toString();
    }

    /** Looks at one goal. */
    @FunctionalInterface
    private interface Look {
        List<Fault> at(int index, GoalAnswer goal);
    }

    /** What the answers mean, where they can be read, and what is wrong with them. */
    record Checked(List<Fault> faults, @Nullable FormAnswers answers) {}
}
