package tandem.intake.scim;

import java.util.Map;
import tandem.runtime.problem.ProblemType;
import tandem.runtime.problem.Refused;

/** What SCIM refuses; each carries the {@code scimType} of RFC 7644, section 3.12. */
public interface ScimProblems {

    ProblemType INVALID_FILTER = new ProblemType("scim-invalid-filter", 400, "The filter is not supported");
    ProblemType INVALID_SYNTAX = new ProblemType("scim-invalid-syntax", 400, "The body is no SCIM message");
    ProblemType INVALID_PATH = new ProblemType("scim-invalid-path", 400, "The path names nothing");
    ProblemType INVALID_VALUE = new ProblemType("scim-invalid-value", 400, "A value is missing or does not fit");
    ProblemType MUTABILITY = new ProblemType("scim-mutability", 400, "The attribute cannot change");
    ProblemType UNIQUENESS = new ProblemType("scim-uniqueness", 409, "Another user has this value");
    ProblemType VERSION_MISMATCH = new ProblemType("scim-version-mismatch", 412, "The user has changed since");

    static Refused invalidFilter(String detail) {
        return new Refused(INVALID_FILTER, detail, Map.of("scimType", "invalidFilter"));
    }

    static Refused invalidSyntax(String detail) {
        return new Refused(INVALID_SYNTAX, detail, Map.of("scimType", "invalidSyntax"));
    }

    static Refused invalidPath(String detail) {
        return new Refused(INVALID_PATH, detail, Map.of("scimType", "invalidPath"));
    }

    static Refused invalidValue(String detail) {
        return new Refused(INVALID_VALUE, detail, Map.of("scimType", "invalidValue"));
    }

    static Refused mutability(String detail) {
        return new Refused(MUTABILITY, detail, Map.of("scimType", "mutability"));
    }

    static Refused uniqueness(String detail) {
        return new Refused(UNIQUENESS, detail, Map.of("scimType", "uniqueness"));
    }
}
