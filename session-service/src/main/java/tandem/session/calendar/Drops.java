package tandem.session.calendar;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;

/** Counts by reason what is dropped; nothing else of it is kept. */
@ApplicationScoped
class Drops {

    private final MeterRegistry metrics;

    Drops(MeterRegistry metrics) {
        this.metrics = metrics;
    }

    CalendarOutcome drop(Enum<?> reason) {
        metrics.counter("tandem.calendar.dropped", "reason", reason.name()).increment();
        return CalendarOutcome.dropped(reason);
    }
}
