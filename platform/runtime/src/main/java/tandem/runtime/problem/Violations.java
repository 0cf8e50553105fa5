package tandem.runtime.problem;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** Turns what Bean Validation found into pointers into the request. */
final class Violations {

    private static final int REPORTED_MAX = 50;

    private Violations() {}

    static Problem problem(ConstraintViolationException violations) {
        if (violations.getConstraintViolations().stream().anyMatch(Violations::isOurs)) {
            throw new IllegalStateException("An answer of ours breaks its own constraints", violations);
        }
        var errors = violations.getConstraintViolations().stream()
                .map(violation ->
                        Map.of("pointer", pointer(violation.getPropertyPath()), "detail", violation.getMessage()))
                .sorted((a, b) -> a.toString().compareTo(b.toString()))
                .limit(REPORTED_MAX)
                .toList();
        return Problem.of(
                CommonProblems.INVALID,
                violations.getConstraintViolations().size() + " of its values not as they must be",
                Map.of("errors", errors));
    }

    private static boolean isOurs(ConstraintViolation<?> violation) {
        return nodes(violation.getPropertyPath()).stream().anyMatch(node -> node.getKind() == ElementKind.RETURN_VALUE);
    }

    /**
     * A JSON pointer into the body; for a query or path parameter, which has no inside, {@code ?name}. Method and parameter are our
     * names, not the caller's, and are left out of a pointer.
     */
    private static String pointer(Path path) {
        var nodes = nodes(path);
        var parameter = nodes.stream()
                .filter(node -> node.getKind() == ElementKind.PARAMETER)
                .findFirst();
        var pointer = new StringBuilder();
        for (var node : nodes) {
            append(pointer, node);
        }
        return pointer.isEmpty() && parameter.isPresent()
                ? "?" + parameter.get().getName()
                : pointer.toString();
    }

    private static void append(StringBuilder pointer, Path.Node node) {
        var inBody = node.getKind() == ElementKind.PROPERTY || node.getKind() == ElementKind.CONTAINER_ELEMENT;
        if (inBody && node.getIndex() != null) {
            pointer.append('/').append(node.getIndex());
        }
        if (inBody && node.getKey() != null) {
            pointer.append('/').append(node.getKey());
        }
        if (node.getKind() == ElementKind.PROPERTY && node.getName() != null) {
            pointer.append('/').append(node.getName());
        }
    }

    private static List<Path.Node> nodes(Path path) {
        return StreamSupport.stream(path.spliterator(), false).toList();
    }
}
