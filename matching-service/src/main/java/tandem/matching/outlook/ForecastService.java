package tandem.matching.outlook;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import tandem.events.Track;
import tandem.matching.capacity.Forecast;
import tandem.matching.profile.Programmes;

/** Keeps what is expected of each week on its first day, so that forecasts can be held against what came. */
@ApplicationScoped
public class ForecastService {

    private static final int KEPT_PER_TRANSACTION = 20;

    private final Programmes programmes;
    private final CapacityQueries queries;
    private final Forecasts forecasts;

    ForecastService(Programmes programmes, CapacityQueries queries, Forecasts forecasts) {
        this.programmes = programmes;
        this.queries = queries;
        this.forecasts = forecasts;
    }

    /** Programmes of the current tenant that have none of this week yet, a bounded number at a time; answers whether there may be more. */
    @Transactional
    public boolean keep(LocalDate day) {
        var missing = forecasts.missing(day, Forecast.monday(day), KEPT_PER_TRANSACTION);
        for (var id : missing) {
            var programme = programmes.get(id);
            for (var track : Track.values()) {
                forecasts.keep(id, track, queries.expected(programme, track, day));
            }
        }
        return missing.size() == KEPT_PER_TRANSACTION;
    }
}
