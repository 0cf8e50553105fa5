package tandem.runtime.problem;

/** The problems every service can answer with. */
public interface CommonProblems {

    ProblemType BAD_REQUEST = new ProblemType("bad-request", 400, "The request cannot be read");
    ProblemType IDEMPOTENCY_KEY_MISSING =
            new ProblemType("idempotency-key-missing", 400, "The header Idempotency-Key is missing");
    ProblemType UNAUTHENTICATED = new ProblemType("unauthenticated", 401, "A valid token is needed");
    ProblemType FORBIDDEN = new ProblemType("forbidden", 403, "The caller may not do this");
    ProblemType TENANT_MISSING = new ProblemType("tenant-missing", 403, "The caller belongs to no tenant");
    ProblemType PERSON_MISSING = new ProblemType("person-missing", 403, "Only a person may do this");
    ProblemType NOT_FOUND = new ProblemType("not-found", 404, "There is no such thing");
    ProblemType METHOD_NOT_ALLOWED =
            new ProblemType("method-not-allowed", 405, "The resource does not know this method");
    ProblemType NOT_ACCEPTABLE = new ProblemType("not-acceptable", 406, "No representation the caller accepts");
    ProblemType CONFLICTING_UPDATE =
            new ProblemType("conflicting-update", 409, "Someone else changed this at the same time");
    ProblemType IDEMPOTENCY_KEY_IN_USE =
            new ProblemType("idempotency-key-in-use", 409, "A request with this key is still running");
    ProblemType REVISION_CHANGED = new ProblemType("revision-changed", 412, "It is not what it was when it was read");
    ProblemType TOO_LARGE = new ProblemType("too-large", 413, "The request is too large");
    ProblemType UNSUPPORTED_MEDIA_TYPE =
            new ProblemType("unsupported-media-type", 415, "The content type is not understood");
    ProblemType INVALID = new ProblemType("invalid", 422, "The request is readable but not valid");
    ProblemType IDEMPOTENCY_KEY_REUSED =
            new ProblemType("idempotency-key-reused", 422, "This key was used for another request");
    ProblemType REVISION_MISSING = new ProblemType("revision-missing", 428, "The header If-Match is missing");
    ProblemType TOO_MANY_REQUESTS = new ProblemType("too-many-requests", 429, "Too many requests");
    ProblemType INTERNAL = new ProblemType("internal", 500, "Something went wrong on our side");
    ProblemType OVERLOADED = new ProblemType("overloaded", 503, "The service cannot take this now");
}
