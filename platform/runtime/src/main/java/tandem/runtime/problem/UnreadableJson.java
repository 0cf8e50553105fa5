package tandem.runtime.problem;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidDefinitionException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Says where JSON could not be read and what was wrong there, in the words of JSON: no class of ours is named. */
final class UnreadableJson {

    private UnreadableJson() {}

    /** Null when the fault is ours: a type we cannot map, or an answer we cannot write. */
    static @Nullable Problem problem(JacksonException e) {
        return switch (e) {
            case InvalidDefinitionException ours -> null;
            case StreamConstraintsException bomb -> bad("", "too deep, too long, or a number or text too large");
            case MismatchedInputException mismatch -> bad(pointer(mismatch), expected(mismatch));
            case ValueInstantiationException refused -> bad(pointer(refused), "not a possible value");
            case JsonMappingException mapping
            when mapping.getCause() instanceof StreamConstraintsException ->
                bad(pointer(mapping), "too deep, too long, or a number or text too large");
            case JsonMappingException mapping
            when mapping.getProcessor() instanceof com.fasterxml.jackson.core.JsonGenerator -> null;
            case JsonMappingException mapping -> bad(pointer(mapping), "not a possible value");
            default -> bad("", "not JSON" + position(e));
        };
    }

    private static Problem bad(String pointer, String detail) {
        return Problem.of(
                CommonProblems.BAD_REQUEST,
                pointer.isEmpty() ? "The body is " + detail : "At " + pointer + ": " + detail,
                Map.of("errors", List.of(Map.of("pointer", pointer, "detail", detail))));
    }

    private static String pointer(JsonMappingException e) {
        var pointer = new StringBuilder();
        for (var step : e.getPath()) {
            pointer.append('/').append(step.getFieldName() == null ? step.getIndex() : escaped(step.getFieldName()));
        }
        return pointer.toString();
    }

    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    private static String expected(MismatchedInputException e) {
        var target = e.getTargetType();
        if (target == null) {
            return "not a possible value";
        }
        if (target.isEnum()) {
            return "not one of the known values";
        }
        if (Number.class.isAssignableFrom(target) || (target.isPrimitive() && target != boolean.class)) {
            return "a number is expected";
        }
        if (target == boolean.class || target == Boolean.class) {
            return "true or false is expected";
        }
        if (target == String.class) {
            return e instanceof InvalidFormatException ? "half of a character, or NUL" : "a text is expected";
        }
        if (target == java.util.UUID.class) {
            return "an id (UUID) is expected";
        }
        if (java.time.temporal.Temporal.class.isAssignableFrom(target)) {
            return "a date or time in ISO 8601 is expected";
        }
        return Iterable.class.isAssignableFrom(target) ? "an array is expected" : "of another shape than expected";
    }

    private static String position(JacksonException e) {
        var location = e.getLocation();
        return location == null ? "" : " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
    }
}
