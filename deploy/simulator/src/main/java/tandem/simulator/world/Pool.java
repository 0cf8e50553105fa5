package tandem.simulator.world;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import tandem.events.Track;
import tandem.simulator.calendar.CalendarProgram;

/**
 * Chooses the coaches and mentors: mentors are senior employees outside the cohort, coaches come from outside and from HR. Somebody
 * evidences every code, nobody evidences all.
 */
public final class Pool {
    private static final List<ZoneId> OUTSIDE = List.of(
            ZoneId.of("Europe/Berlin"),
            ZoneId.of("Europe/London"),
            ZoneId.of("Asia/Kolkata"),
            ZoneId.of("America/New_York"),
            ZoneId.of("Europe/Berlin"),
            ZoneId.of("Europe/London"));
    private static final int CODES_EACH = 4;

    private final RandomGenerator random;
    private int turn;

    public Pool(RandomGenerator random) {
        this.random = random;
    }

    /** How many of each kind and how many leaders each can serve. */
    public record Size(int externalCoaches, int internalCoaches, int mentors, int seats) {}

    public List<Provider> choose(Workforce workforce, List<Leader> leaders, Size size, String domain) {
        var taken = new HashSet<String>();
        leaders.forEach(leader -> taken.add(leader.number()));
        var names = new Names(random);
        var providers = new ArrayList<Provider>();
        for (var i = 0; i < size.externalCoaches(); i++) {
            var name = names.next();
            var zone = OUTSIDE.get(i % OUTSIDE.size());
            providers.add(provider(null, name, name.login() + "@" + domain, Track.COACHING, size.seats(), zone));
        }
        var staff = new ArrayList<>(workforce.employees().stream()
                .filter(employee -> employee.level() >= 4 && !employee.row().leaves())
                .filter(employee -> !taken.contains(employee.number()))
                .toList());
        Collections.shuffle(staff, new Random(random.nextLong()));
        for (var employee : staff.subList(0, size.internalCoaches())) {
            providers.add(internal(employee, Track.COACHING, size.seats()));
        }
        for (var employee : staff.subList(size.internalCoaches(), size.internalCoaches() + size.mentors())) {
            providers.add(internal(employee, Track.MENTORING, Math.min(3, size.seats())));
        }
        return List.copyOf(providers);
    }

    private Provider internal(Employee employee, Track track, int seats) {
        return provider(employee, employee.name(), employee.email(), track, seats, employee.zone());
    }

    private Provider provider(
            @Nullable Employee employee, Names.Name name, String email, Track track, int seats, ZoneId zone) {
        var coaching = track == Track.COACHING;
        var programs = CalendarProgram.values();
        turn++;
        return new Provider(
                employee,
                name,
                email,
                track,
                seats,
                zone,
                Cohort.workingHours(random),
                window(Cohort.skills(coaching)),
                window(Cohort.behaviours(coaching)),
                coaching ? List.of(employee == null ? "ICF_PCC" : "STRUCTURED_COACH_TRAINING") : List.of(),
                programs[random.nextInt(programs.length)]);
    }

    /** Some of the codes, beginning at another one for each provider. */
    private List<String> window(List<String> codes) {
        var chosen = new ArrayList<String>();
        for (var i = 0; i < Math.min(CODES_EACH, codes.size() - 1); i++) {
            chosen.add(codes.get((turn * 3 + i) % codes.size()));
        }
        return chosen;
    }
}
