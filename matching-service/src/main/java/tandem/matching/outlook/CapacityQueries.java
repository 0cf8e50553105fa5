package tandem.matching.outlook;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tandem.events.PersonId;
import tandem.events.ProgrammeId;
import tandem.events.Track;
import tandem.matching.capacity.CoachPool;
import tandem.matching.capacity.Demand;
import tandem.matching.capacity.Demand.Needing;
import tandem.matching.capacity.DueDates;
import tandem.matching.capacity.DueDates.State;
import tandem.matching.capacity.Forecast;
import tandem.matching.capacity.ForecastError;
import tandem.matching.capacity.ForecastError.Kept;
import tandem.matching.capacity.MentorRatio;
import tandem.matching.capacity.Verdict;
import tandem.matching.outlook.Situations.Ending;
import tandem.matching.outlook.Situations.Participant;
import tandem.matching.outlook.Situations.Seats;
import tandem.matching.profile.Programme;
import tandem.matching.profile.Programmes;
import tandem.runtime.time.ProgrammeTime;

/** The capacity plan of a programme, layer by layer (R60): what the rules say of it now, what the weeks ahead bring, and what if. */
@ApplicationScoped
public class CapacityQueries {

    private final Programmes programmes;
    private final Situations situations;
    private final Forecasts forecasts;
    private final Clock clock;

    CapacityQueries(Programmes programmes, Situations situations, Forecasts forecasts, @ProgrammeTime Clock clock) {
        this.programmes = programmes;
        this.situations = situations;
        this.forecasts = forecasts;
        this.clock = clock;
    }

    /**
     * The plan.
     *
     * @param leaders who take part: something was decided for them, and they are not leaving
     * @param bookingSlaDays within so many days of the last signature the first session is held (R60)
     */
    public record CapacityView(
            ProgrammeId programme, LocalDate asOf, int leaders, int bookingSlaDays, List<TrackView> tracks) {}

    /**
     * One layer of the plan.
     *
     * @param population leaders for whom the track was decided
     * @param providers in the pool and not away
     * @param seats of theirs, as far as this programme may use them
     * @param taken seats this programme's leaders have in the track
     * @param free seats nobody holds; a provider of both tracks is counted in both
     * @param unserved leaders who need a seat now and have none, whether a run has put them on the waitlist or not
     * @param oldestWaitDays of those on the waitlist; null when nobody is
     * @param ratio coaching: coaches per 100 leaders who take part; mentoring: leaders who need a mentor now, or have one, per mentor.
     *     Null without anybody to divide by
     * @param arrivalsError how far off the forecasts were; null before two weeks could be compared
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record TrackView(
            Track track,
            int population,
            int providers,
            int seats,
            int taken,
            int free,
            int unserved,
            int waiting,
            @Nullable Long oldestWaitDays,
            @Nullable Long medianWaitDays,
            int openOffers,
            @Nullable BigDecimal ratio,
            List<Verdict> verdicts,
            Forecast forecast,
            @Nullable ForecastError arrivalsError,
            @Nullable ForecastError seatsError) {}

    /**
     * What to take for granted.
     *
     * @param providers so many more, from today
     * @param seatsEach of each of them
     * @param leaders a wave of so many who need a seat
     * @param week in which the wave comes, counted from the present one
     */
    public record WhatIf(Track track, int providers, int seatsEach, int leaders, int week) {
        static WhatIf nothing(Track track) {
            return new WhatIf(track, 0, 0, 0, 0);
        }
    }

    @Transactional
    public CapacityView plan(ProgrammeId id) {
        return view(id, Arrays.stream(Track.values()).map(WhatIf::nothing).toList());
    }

    /** The same if things were otherwise; writes nothing. */
    @Transactional
    public CapacityView simulate(ProgrammeId id, WhatIf whatIf) {
        return view(id, List.of(whatIf));
    }

    /** What is expected of the week of that day, to be kept. */
    Kept expected(Programme programme, Track track, LocalDate day) {
        var monday = Forecast.monday(day);
        var next = monday.plusWeeks(1);
        var needing = needing(situations.participants(programme), track, situations.seated(track), day);
        int due = Demand.dueBefore(monday, needing);
        var freed = situations.endings(programme, track, monday).stream()
                .filter(ending -> ending.on().isBefore(next))
                .count();
        return new Kept(monday, Demand.dueBefore(next, needing) - due, (int) freed, due);
    }

    private CapacityView view(ProgrammeId id, List<WhatIf> whatIfs) {
        var programme = programmes.get(id);
        var participants = situations.participants(programme);
        return new CapacityView(
                id,
                today(),
                participants.size(),
                programme.terms().bookingSlaDays(),
                whatIfs.stream()
                        .map(whatIf -> track(programme, participants, whatIf))
                        .toList());
    }

    private TrackView track(Programme programme, List<Participant> participants, WhatIf whatIf) {
        var track = whatIf.track();
        var today = today();
        var decided = participants.stream()
                .filter(one -> one.tracks().stream().anyMatch(planned -> planned.track() == track))
                .toList();
        var seated = situations.seated(track);
        var demand = Demand.of(needing(participants, track, seated, today), today);
        var now = situations.seats(programme, track);
        int more = whatIf.providers() * Math.min(whatIf.seatsEach(), programme.seatsPerProvider(track));
        var seats = new Seats(now.providers() + whatIf.providers(), now.seats() + more, now.free() + more);
        int taken = (int)
                decided.stream().filter(one -> seated.contains(one.leader())).count();
        var endings = situations.endings(programme, track, lookedBackTo(today));
        var forecast = Forecast.of(new Forecast.Given(
                        today,
                        demand.unserved(),
                        now.free(),
                        demand.arriving(),
                        freed(endings, today),
                        weeks(programme, track))
                .with(whatIf.leaders(), whatIf.week(), more));
        int leaders = participants.size() + whatIf.leaders();
        int served = taken + demand.unserved() + whatIf.leaders();
        var layer = track == Track.COACHING
                ? CoachPool.of(leaders, seats.providers(), programme.startsOn(), today)
                : MentorRatio.of(
                        programme.highTouch(),
                        served,
                        seats.providers(),
                        programme.terms().maxMenteesPerMentor());
        var since = situations.waitingSince(programme, track);
        var kept = forecasts.since(programme.id(), track, lookedBackTo(today));
        return new TrackView(
                track,
                decided.size() + whatIf.leaders(),
                seats.providers(),
                seats.seats(),
                taken,
                seats.free(),
                demand.unserved(),
                since.size(),
                since.isEmpty() ? null : days(since.getFirst()),
                since.isEmpty() ? null : days(since.get(since.size() / 2)),
                situations.openOffers(programme, track),
                track == Track.COACHING ? per(100 * seats.providers(), leaders) : per(served, seats.providers()),
                List.of(layer, forecast.verdict()),
                forecast,
                ForecastError.ofArrivals(kept).orElse(null),
                ForecastError.ofSeats(kept, ended(endings), today).orElse(null));
    }

    /** Everybody for whom the track was decided; whoever has completed it needs nothing more. */
    private static List<Needing> needing(
            List<Participant> participants, Track track, Set<PersonId> seated, LocalDate today) {
        return participants.stream()
                .flatMap(one -> one.tracks().stream()
                        .filter(planned -> planned.track() == track)
                        .map(planned -> new Needing(
                                DueDates.of(planned, one.tracks(), one.served(), today), isServed(one, track, seated))))
                .toList();
    }

    private static boolean isServed(Participant one, Track track, Set<PersonId> seated) {
        return seated.contains(one.leader())
                || one.served().stream()
                        .anyMatch(served -> served.track() == track && served.state() == State.COMPLETED);
    }

    /** Seats of running engagements by the week in which they are planned to come free. */
    private static int[] freed(List<Ending> endings, LocalDate today) {
        var freed = new int[Forecast.WEEKS];
        endings.stream()
                .filter(ending -> !ending.isOver())
                .mapToInt(ending -> Forecast.week(ending.on(), today))
                .filter(week -> week < Forecast.WEEKS)
                .forEach(week -> freed[week]++);
        return freed;
    }

    private static Map<LocalDate, Integer> ended(List<Ending> endings) {
        return endings.stream()
                .filter(Ending::isOver)
                .collect(Collectors.groupingBy(
                        ending -> Forecast.monday(ending.on()), Collectors.summingInt(ending -> 1)));
    }

    private static LocalDate lookedBackTo(LocalDate today) {
        return Forecast.monday(today).minusWeeks(ForecastError.WEEKS_LOOKED_BACK);
    }

    /** How long a seat is held, in whole weeks: */
    private static int weeks(Programme programme, Track track) {
        var terms = programme.terms();
        int months = track == Track.COACHING ? terms.coachingMonths() : terms.mentoringMonths();
        return Math.max(1, months * 365 / 12 / 7);
    }

    private static @Nullable BigDecimal per(int these, int those) {
        return those == 0 ? null : BigDecimal.valueOf(these).divide(BigDecimal.valueOf(those), 2, RoundingMode.HALF_UP);
    }

    private long days(Instant since) {
        return Duration.between(since, clock.instant()).toDays();
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
