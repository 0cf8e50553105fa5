package tandem.matching.scoring;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tandem.events.Availability;
import tandem.events.PersonId;
import tandem.events.ProviderType;
import tandem.events.Track;

/** Needs and candidates to test with: named ones, and any number of generated ones from a seed. */
final class Pairs {

    static final PersonId ADA = person(1);
    static final PersonId GRACE = person(2);
    static final PersonId LINUS = person(3);
    static final List<String> SKILLS = List.of("DATA_STRATEGY", "CLOUD_MIGRATION", "PRODUCT_DISCOVERY", "BUDGETING");
    static final List<String> BEHAVIOURS =
            List.of("DELEGATION", "EXECUTIVE_PRESENCE", "CONFLICT_RESOLUTION", "ACTIVE_LISTENING");
    private static final List<String> ZONES =
            List.of("Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "UTC");

    private Pairs() {}

    static PersonId person(long n) {
        return new PersonId(new UUID(0, n));
    }

    static WeeklyHours officeHours(String zone) {
        return new WeeklyHours(
                ZoneId.of(zone),
                Stream.of(DayOfWeek.values())
                        .limit(5)
                        .map(day -> new Availability(day, LocalTime.of(9, 0), LocalTime.of(17, 0)))
                        .toList());
    }

    static WeeklyHours undeclared() {
        return new WeeklyHours(ZoneId.of("UTC"), List.of());
    }

    static Need need(Track track) {
        return new Need(
                ADA,
                track,
                null,
                officeHours("Europe/Berlin"),
                Set.of("DATA_STRATEGY", "CLOUD_MIGRATION"),
                Set.of("DELEGATION"),
                Set.of(),
                null,
                Set.of(),
                Set.of(),
                false,
                0);
    }

    static Need withManager(Need need, PersonId manager) {
        return new Need(
                need.leader(),
                need.track(),
                manager,
                need.hours(),
                need.skills(),
                need.behaviours(),
                need.wishes(),
                need.goals(),
                need.otherRole(),
                need.turnedDown(),
                need.sponsorshipNeeded(),
                need.sharedMinutesNeeded());
    }

    static Need wishing(Need need, String... wishes) {
        return new Need(
                need.leader(),
                need.track(),
                need.manager(),
                need.hours(),
                need.skills(),
                need.behaviours(),
                Set.of(wishes),
                need.goals(),
                need.otherRole(),
                need.turnedDown(),
                need.sponsorshipNeeded(),
                need.sharedMinutesNeeded());
    }

    /** A provider who may serve everyone; change one thing at a time with the {@code with} methods. */
    @SuppressWarnings("ArrayRecordComponent") // drafts are never compared
    record Draft(
            PersonId id,
            ProviderType type,
            Set<Track> tracks,
            @Nullable HardRule barrier,
            int seats,
            @Nullable PersonId manager,
            WeeklyHours hours,
            Set<String> skills,
            Set<String> behaviours,
            Set<String> attributes,
            float @Nullable [] evidence,
            double sponsorship,
            double pastSuccess) {

        Draft offering(Track... offered) {
            return new Draft(
                    id,
                    type,
                    Set.of(offered),
                    barrier,
                    seats,
                    manager,
                    hours,
                    skills,
                    behaviours,
                    attributes,
                    evidence,
                    sponsorship,
                    pastSuccess);
        }

        Draft ofType(ProviderType other) {
            return new Draft(
                    id,
                    other,
                    tracks,
                    barrier,
                    seats,
                    manager,
                    hours,
                    skills,
                    behaviours,
                    attributes,
                    evidence,
                    sponsorship,
                    pastSuccess);
        }

        Draft onHold() {
            return new Draft(
                    id,
                    type,
                    tracks,
                    HardRule.PROVIDER_HELD,
                    seats,
                    manager,
                    hours,
                    skills,
                    behaviours,
                    attributes,
                    evidence,
                    sponsorship,
                    pastSuccess);
        }

        Draft withSeats(int free) {
            return new Draft(
                    id,
                    type,
                    tracks,
                    barrier,
                    free,
                    manager,
                    hours,
                    skills,
                    behaviours,
                    attributes,
                    evidence,
                    sponsorship,
                    pastSuccess);
        }

        Draft managedBy(PersonId boss) {
            return new Draft(
                    id,
                    type,
                    tracks,
                    barrier,
                    seats,
                    boss,
                    hours,
                    skills,
                    behaviours,
                    attributes,
                    evidence,
                    sponsorship,
                    pastSuccess);
        }

        Draft meeting(WeeklyHours other) {
            return new Draft(
                    id,
                    type,
                    tracks,
                    barrier,
                    seats,
                    manager,
                    other,
                    skills,
                    behaviours,
                    attributes,
                    evidence,
                    sponsorship,
                    pastSuccess);
        }

        Draft evidencing(Set<String> skillCodes, Set<String> behaviourCodes) {
            return new Draft(
                    id,
                    type,
                    tracks,
                    barrier,
                    seats,
                    manager,
                    hours,
                    skillCodes,
                    behaviourCodes,
                    attributes,
                    evidence,
                    sponsorship,
                    pastSuccess);
        }

        Draft being(String... codes) {
            return new Draft(
                    id,
                    type,
                    tracks,
                    barrier,
                    seats,
                    manager,
                    hours,
                    skills,
                    behaviours,
                    Set.of(codes),
                    evidence,
                    sponsorship,
                    pastSuccess);
        }

        Draft sponsoring(double signal) {
            return new Draft(
                    id,
                    type,
                    tracks,
                    barrier,
                    seats,
                    manager,
                    hours,
                    skills,
                    behaviours,
                    attributes,
                    evidence,
                    signal,
                    pastSuccess);
        }

        Draft succeeding(double signal) {
            return new Draft(
                    id,
                    type,
                    tracks,
                    barrier,
                    seats,
                    manager,
                    hours,
                    skills,
                    behaviours,
                    attributes,
                    evidence,
                    sponsorship,
                    signal);
        }

        Candidate build() {
            return new Candidate(
                    id,
                    type,
                    tracks,
                    barrier,
                    false,
                    seats,
                    manager,
                    hours,
                    skills,
                    behaviours,
                    attributes,
                    evidence,
                    sponsorship,
                    pastSuccess,
                    1);
        }
    }

    static Draft provider(PersonId id) {
        return new Draft(
                id,
                ProviderType.INTERNAL,
                Set.of(Track.COACHING, Track.MENTORING),
                null,
                3,
                null,
                officeHours("Europe/Berlin"),
                Set.of("DATA_STRATEGY"),
                Set.of("DELEGATION"),
                Set.of(),
                null,
                Double.NaN,
                Double.NaN);
    }

    static List<Candidate> candidates(Random random, int n) {
        return IntStream.range(0, n)
                .mapToObj(i -> new Candidate(
                        person(100L + i),
                        random.nextInt(4) == 0 ? ProviderType.EXTERNAL : ProviderType.INTERNAL,
                        random.nextInt(5) == 0 ? Set.of(Track.COACHING) : Set.of(Track.COACHING, Track.MENTORING),
                        random.nextInt(10) == 0 ? HardRule.PROVIDER_HELD : null,
                        false,
                        random.nextInt(4),
                        null,
                        hours(random),
                        some(random, SKILLS),
                        some(random, BEHAVIOURS),
                        some(random, List.of("EXTERNAL", "ICF_PCC", "SENIOR")),
                        random.nextInt(3) == 0 ? null : vector(random),
                        random.nextInt(3) == 0 ? Double.NaN : random.nextInt(5) / 4.0,
                        random.nextInt(3) == 0 ? Double.NaN : random.nextInt(5) / 4.0,
                        1))
                .toList();
    }

    static Need need(Random random) {
        return new Need(
                ADA,
                random.nextBoolean() ? Track.COACHING : Track.MENTORING,
                null,
                hours(random),
                some(random, SKILLS),
                some(random, BEHAVIOURS),
                some(random, List.of("EXTERNAL", "SENIOR", "UNHEARD_OF")),
                random.nextInt(3) == 0 ? null : vector(random),
                Set.of(),
                Set.of(),
                random.nextInt(5) == 0,
                0);
    }

    static Set<String> some(Random random, List<String> of) {
        var some = new HashSet<>(of);
        some.removeIf(code -> random.nextBoolean());
        return Set.copyOf(some);
    }

    static float[] vector(Random random) {
        var vector = new float[16];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = random.nextFloat();
        }
        return vector;
    }

    private static WeeklyHours hours(Random random) {
        var zone = ZoneId.of(ZONES.get(random.nextInt(ZONES.size())));
        var windows = new ArrayList<Availability>();
        for (var day : DayOfWeek.values()) {
            if (random.nextBoolean()) {
                windows.add(new Availability(
                        day, LocalTime.of(random.nextInt(24), 0), LocalTime.of(random.nextInt(24), 30)));
            }
        }
        return new WeeklyHours(zone, windows);
    }
}
