package tandem.runtime.openapi;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Constraint;
import jakarta.validation.Valid;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.models.Operation;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.DotName;
import org.jboss.jandex.MethodInfo;
import tandem.runtime.idempotency.Idempotent;
import tandem.runtime.problem.CommonProblems;
import tandem.runtime.problem.ProblemType;

/** Which problems a resource method answers with, as far as its annotations tell. */
final class Refusals {

    private static final String CONSTRAINTS = Constraint.class.getPackageName() + ".constraints.";

    private Refusals() {}

    static List<ProblemType> of(MethodInfo method, Operation operation, ProblemTypes types) {
        var refusals = new ArrayList<ProblemType>();
        refusals.add(CommonProblems.OVERLOADED);
        if (!isOpen(method)) {
            refusals.addAll(List.of(CommonProblems.UNAUTHENTICATED, CommonProblems.FORBIDDEN));
        }
        if (hasParameter(operation, "path")) {
            refusals.add(CommonProblems.NOT_FOUND);
        }
        if (hasParameter(operation, "cursor")) {
            refusals.add(CommonProblems.BAD_REQUEST);
        }
        if (isChecked(method)) {
            refusals.add(CommonProblems.INVALID);
        }
        if (operation.getRequestBody() != null) {
            refusals.addAll(List.of(
                    CommonProblems.BAD_REQUEST, CommonProblems.TOO_LARGE, CommonProblems.UNSUPPORTED_MEDIA_TYPE));
        }
        if (isIdempotent(method)) {
            refusals.addAll(List.of(
                    CommonProblems.IDEMPOTENCY_KEY_MISSING,
                    CommonProblems.IDEMPOTENCY_KEY_IN_USE,
                    CommonProblems.IDEMPOTENCY_KEY_REUSED));
        }
        if (namesRevision(method)) {
            refusals.addAll(List.of(CommonProblems.REVISION_CHANGED, CommonProblems.REVISION_MISSING));
        }
        Optional.ofNullable(method.annotation(DotName.createSimple(Refuses.class)))
                .ifPresent(own -> List.of(own.value().asStringArray()).forEach(slug -> refusals.add(types.get(slug))));
        return refusals;
    }

    static boolean isOpen(MethodInfo method) {
        return method.hasAnnotation(PermitAll.class);
    }

    static boolean isIdempotent(MethodInfo method) {
        return method.hasAnnotation(Idempotent.class);
    }

    static List<String> roles(MethodInfo method) {
        var allowed = method.annotation(DotName.createSimple(RolesAllowed.class));
        return allowed == null ? List.of() : List.of(allowed.value().asStringArray());
    }

    private static boolean hasParameter(Operation operation, String word) {
        return operation.getParameters() != null
                && operation.getParameters().stream()
                        .anyMatch(parameter -> parameter.getIn() != null
                                && (parameter.getIn().toString().equals(word) || word.equals(parameter.getName())));
    }

    private static boolean isChecked(MethodInfo method) {
        return method.annotations().stream()
                .map(AnnotationInstance::name)
                .map(DotName::toString)
                .anyMatch(name -> name.equals(Valid.class.getName()) || name.startsWith(CONSTRAINTS));
    }

    private static boolean namesRevision(MethodInfo method) {
        return method.annotations(DotName.createSimple(HeaderParam.class)).stream()
                .anyMatch(header -> header.value().asString().equals(HttpHeaders.IF_MATCH));
    }
}
