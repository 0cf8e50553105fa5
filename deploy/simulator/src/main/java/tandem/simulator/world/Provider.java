package tandem.simulator.world;

import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tandem.events.Availability;
import tandem.events.ProviderType;
import tandem.events.Track;
import tandem.simulator.calendar.CalendarProgram;

/** A coach or mentor; {@code employee} is null for one from outside. */
public record Provider(
        @Nullable Employee employee,
        Names.Name name,
        String email,
        Track track,
        int capacity,
        ZoneId zone,
        List<Availability> availability,
        List<String> skills,
        List<String> behaviours,
        List<String> credentials,
        CalendarProgram program) {

    public ProviderType type() {
        return employee == null ? ProviderType.EXTERNAL : ProviderType.INTERNAL;
    }

    public String login() {
        return email;
    }

    public Set<Track> tracks() {
        return Set.of(track);
    }
}
