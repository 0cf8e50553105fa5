package tandem.matching.outlook;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import tandem.matching.capacity.Forecast;
import tandem.runtime.tenant.DueWork;
import tandem.runtime.time.ProgrammeJob;

/** Keeps the forecast of every running programme once a week. */
@ApplicationScoped
public class ForecastJob implements ProgrammeJob {

    private final ForecastService service;
    private final DueWork dueWork;

    ForecastJob(ForecastService service, DueWork dueWork) {
        this.service = service;
        this.dueWork = dueWork;
    }

    @Override
    public String name() {
        return "capacity-forecasts";
    }

    @Override
    public void runUntil(Instant now) {
        var day = LocalDate.ofInstant(now, ZoneOffset.UTC);
        dueWork.drain(
                handle -> handle.createQuery("select distinct p.tenant from programmes p where " + Forecasts.MISSING)
                        .bind("day", day)
                        .bind("week", Forecast.monday(day)),
                () -> service.keep(day));
    }
}
