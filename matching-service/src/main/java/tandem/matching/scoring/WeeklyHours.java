package tandem.matching.scoring;

import java.time.ZoneId;
import java.util.List;
import tandem.events.Availability;

/** When a person can meet: weekly wall-clock windows in the person's own time zone. No window means nothing was declared. */
public record WeeklyHours(ZoneId zone, List<Availability> windows) {

    public WeeklyHours {
        windows = List.copyOf(windows);
    }

    public boolean isDeclared() {
        return !windows.isEmpty();
    }
}
