package tandem.runtime.time;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Programme time where it is simulated: it stands still until it is moved, and a restart finds it where it was. Until it is moved for
 * the first time it shows machine time.
 */
final class ProgrammeClock extends Clock {

    private final Clock machine;
    private final Jdbi feed;
    private final AtomicReference<@Nullable Instant> simulated;

    ProgrammeClock(Clock machine, Jdbi feed) {
        this.machine = machine;
        this.feed = feed;
        simulated = new AtomicReference<>(
                feed.withHandle(handle -> handle.createQuery("select instant from tandem.programme_clock")
                        .mapTo(Instant.class)
                        .findOne()
                        .orElse(null)));
    }

    @Nullable
    Instant simulated() {
        return simulated.get();
    }

    void moveTo(Instant target) {
        var instant = target.truncatedTo(ChronoUnit.MICROS);
        feed.useTransaction(
                handle -> handle.createUpdate("""
                        insert into tandem.programme_clock (instant) values (:instant)
                            on conflict (singleton) do update set instant = excluded.instant
                        """).bind("instant", instant).execute());
        simulated.set(instant);
    }

    @Override
    public Instant instant() {
        var moved = simulated.get();
        return moved == null ? machine.instant() : moved;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("Programme time is UTC; use instant().atZone(zone)");
    }
}
