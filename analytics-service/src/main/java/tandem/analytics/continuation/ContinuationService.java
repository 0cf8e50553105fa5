package tandem.analytics.continuation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import tandem.analytics.pilot.Pilots;
import tandem.analytics.rule.Continuation;
import tandem.events.ImpactEvent.ProviderBelowGate;
import tandem.runtime.outbox.Outbox;

/** Finds providers below the continuation gate (R99) and tells each fall once; who has risen again can fall again. */
@ApplicationScoped
public class ContinuationService {

    private final Pilots pilots;
    private final Records records;
    private final Outbox outbox;

    ContinuationService(Pilots pilots, Records records, Outbox outbox) {
        this.pilots = pilots;
        this.records = records;
        this.outbox = outbox;
    }

    /** Looks at the providers of one pilot of the tenant that is due; false when none is. */
    @Transactional
    public boolean lookAt(LocalDate day) {
        var due = records.nextDue(day);
        due.ifPresent(programme -> {
            var numbers = pilots.get(programme).thresholds();
            var told = records.told(programme);
            var below = new HashSet<Records.Fall>();
            var news = new ArrayList<ProviderBelowGate>();
            records.of(programme, day).forEach((provider, record) -> {
                for (var shortfall :
                        Continuation.shortfalls(record, numbers.get("completion"), numbers.get("rating"))) {
                    var fall = new Records.Fall(provider, shortfall.metric());
                    below.add(fall);
                    if (!told.contains(fall)) {
                        records.add(programme, fall, shortfall, day);
                        news.add(new ProviderBelowGate(
                                provider, shortfall.metric(), shortfall.value(), shortfall.threshold()));
                    }
                }
            });
            told.stream().filter(fall -> !below.contains(fall)).forEach(fall -> records.remove(programme, fall));
            outbox.appendAll(news);
            records.lookedAt(programme, day);
        });
        return due.isPresent();
    }
}
