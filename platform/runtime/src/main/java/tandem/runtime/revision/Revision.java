package tandem.runtime.revision;

import jakarta.ws.rs.core.HttpHeaders;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import tandem.runtime.problem.CommonProblems;
import tandem.runtime.problem.Refused;

/** A state of something that changes, counted from 1: the {@code ETag} of an answer and the {@code If-Match} of a change. */
public record Revision(long number) {

    private static final Pattern TAG = Pattern.compile("\"(\\d{1,18})\"");

    /** What {@code If-Match} names; empty without the header. A tag that is none of ours matches nothing. */
    public static Optional<Revision> of(@Nullable String ifMatch) {
        if (ifMatch == null) {
            return Optional.empty();
        }
        var tag = TAG.matcher(ifMatch.strip());
        if (!tag.matches()) {
            throw new Refused(CommonProblems.REVISION_CHANGED, "If-Match is not a tag of this service");
        }
        return Optional.of(new Revision(Long.parseLong(tag.group(1))));
    }

    /** Refuses a change that names no revision, or another one than the one that holds. */
    public static void check(Optional<Revision> named, long current) {
        var revision = named.orElseThrow(() -> new Refused(
                CommonProblems.REVISION_MISSING,
                "Send the ETag of what you read as If-Match, so that no change is lost"));
        if (revision.number() != current) {
            throw new Refused(
                    CommonProblems.REVISION_CHANGED, "It was changed since you read it; read it again and repeat");
        }
    }

    /** What is answered of a thing at this revision. */
    public <T> RestResponse<T> tagged(T thing) {
        return RestResponse.ResponseBuilder.ok(thing)
                .header(HttpHeaders.ETAG, tag())
                .build();
    }

    public String tag() {
        return "\"" + number + "\"";
    }
}
