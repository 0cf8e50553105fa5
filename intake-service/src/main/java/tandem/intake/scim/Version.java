package tandem.intake.scim;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import tandem.intake.scim.ScimQueries.View;
import tandem.runtime.problem.Refused;

/** The header {@code If-Match}: null and {@code *} match every version. */
record Version(@Nullable String ifMatch) {

    void check(View user) {
        if (ifMatch == null) {
            return;
        }
        var current = ScimAnswers.version(user);
        var matches = Arrays.stream(ifMatch.split(","))
                .map(String::strip)
                .anyMatch(version -> version.equals("*") || version.equals(current));
        if (!matches) {
            throw new Refused(ScimProblems.VERSION_MISMATCH, "Read the user again and repeat what is still wanted");
        }
    }
}
