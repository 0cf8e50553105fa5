package tandem.session.rule;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The time since a pair last met (R125). Agreed breaks do not count: nobody is silent who said when to talk again. */
public final class Silence {

    private Silence() {}

    /** How long it has lasted, less what lies in breaks; nothing before it began. */
    public static Duration lasted(Instant since, Instant now, List<Break> breaks) {
        return now.isAfter(since) ? Duration.between(since, now).minus(within(since, now, breaks)) : Duration.ZERO;
    }

    /** How much of the time between lies in breaks. */
    public static Duration within(Instant since, Instant now, List<Break> breaks) {
        return Break.joined(breaks).stream()
                .map(free -> Duration.between(latest(since, free.from()), earliest(now, free.to())))
                .filter(Duration::isPositive)
                .reduce(Duration.ZERO, Duration::plus);
    }

    /** The first instant at which it has lasted that long; one inside a break is put off to the end of the break. */
    public static Instant reaches(Instant since, Duration length, List<Break> breaks) {
        var at = since.plus(length);
        for (var free : Break.joined(breaks)) {
            if (free.to().isAfter(since) && !free.from().isAfter(at)) {
                at = at.plus(Duration.between(latest(since, free.from()), free.to()));
            }
        }
        return at;
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Instant earliest(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
