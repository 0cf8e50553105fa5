package tandem.session.rule;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Days on which somebody is away, both included, as the employer told. Days are those of UTC, like those of a break.
 *
 * @param last null while nobody has said when the person comes back
 */
public record Leave(LocalDate first, @Nullable LocalDate last) {

    /** How soon it is asked again whether somebody is back who has no day of return. */
    private static final Duration AGAIN = Duration.ofDays(1);

    /**
     * The earliest instant, not before {@code wanted}, at which the person is there.
     *
     * @param leaves in any order
     * @param now from where one looks ahead: of somebody without a day of return nobody knows more than that it is not today
     */
    public static Instant backAt(List<Leave> leaves, Instant wanted, Instant now) {
        var at = wanted;
        // each leave moves it on at most once
        for (var step = 0; step <= leaves.size(); step++) {
            var day = LocalDate.ofInstant(at, ZoneOffset.UTC);
            var covering = leaves.stream().filter(leave -> leave.covers(day)).findFirst();
            if (covering.isEmpty()) {
                return at;
            }
            var last = covering.get().last;
            if (last == null) {
                return now.plus(AGAIN);
            }
            at = last.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        }
        return at;
    }

    private boolean covers(LocalDate day) {
        return !day.isBefore(first) && (last == null || !day.isAfter(last));
    }
}
