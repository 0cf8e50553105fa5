package tandem.simulator;

import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import tandem.local.LocalPlatform;
import tandem.local.Service;
import tandem.simulator.client.Api;
import tandem.simulator.client.Parallel;
import tandem.simulator.client.People;
import tandem.simulator.client.ProgrammeClock;
import tandem.simulator.client.Receipts;
import tandem.simulator.client.StepFailed;
import tandem.simulator.play.Cast;
import tandem.simulator.play.Company;
import tandem.simulator.play.Count;
import tandem.simulator.play.Draw;
import tandem.simulator.play.Governance;
import tandem.simulator.play.Pilot;
import tandem.simulator.play.Timeline;
import tandem.simulator.world.Cohort;
import tandem.simulator.world.HrRow;
import tandem.simulator.world.Pool;
import tandem.simulator.world.Workforce;

/** The whole play: two tenants side by side, day by day, on one simulated clock. */
final class Play {
    /** A Monday; the clocks change in March in the middle of the programme. */
    private static final LocalDate START = LocalDate.parse("2027-01-11");

    private static final int ROWS_OF_GLOBEX = 60;

    private final Timeline timeline = new Timeline(START);
    private final Receipts receipts = new Receipts();
    private final Api api;
    private final People people;
    private final ProgrammeClock clock;
    private final Pilot pilot;
    private final Pilot beside;

    Play(LocalPlatform platform, long seed) {
        api = new Api(addresses(platform));
        people = new People(platform.tokens());
        var simulator = api.as(people.machine("simulator"));
        clock = new ProgrammeClock(simulator);
        var draw = new Draw(seed);
        var rows = HrRow.all();
        pilot = new Pilot(
                company("acme", Cast.Logins.ACME, rows, 36, new Pool.Size(7, 4, 15, 5), draw),
                Pilot.Scale.FULL,
                stage(platform, "acme", draw));
        beside = new Pilot(
                company(
                        "globex",
                        Cast.Logins.GLOBEX,
                        rows.subList(0, ROWS_OF_GLOBEX),
                        8,
                        new Pool.Size(3, 0, 2, 4),
                        draw),
                Pilot.Scale.SMALL,
                stage(platform, "globex", draw));
    }

    static Map<Service, URI> addresses(LocalPlatform platform) {
        var addresses = new EnumMap<Service, URI>(Service.class);
        for (var service : Service.values()) {
            addresses.put(service, URI.create(platform.url(service)));
        }
        return addresses;
    }

    Company acme() {
        return pilot.company();
    }

    Governance governance() {
        return pilot.governance();
    }

    Company globex() {
        return beside.company();
    }

    Receipts receipts() {
        return receipts;
    }

    void run(PrintStream out) {
        var begun = System.nanoTime();
        clock.moveTo(timeline.start().minusDays(7).atTime(3, 0).toInstant(ZoneOffset.UTC));
        both(Pilot::prepare);
        clock.settle();
        for (var day = 0; day < Timeline.WEEKS * 7; day++) {
            var today = day;
            dayBegins(day);
            both(each -> each.play(today));
            if (day % 7 == 6) {
                out.println(line(day / 7 + 1, Duration.ofNanos(System.nanoTime() - begun)));
            }
        }
        // what waits for better evidence is settled two days after the last meeting
        dayBegins(Timeline.WEEKS * 7);
        dayBegins(Timeline.WEEKS * 7 + 3);
        requireNothingQuarantined();
        both(Pilot::finish);
    }

    private void dayBegins(int day) {
        clock.settle();
        clock.moveTo(timeline.instant(day));
        clock.settle();
    }

    private void both(Consumer<Pilot> step) {
        Parallel.all(List.of(pilot, beside).stream()
                .<Callable<Boolean>>map(each -> () -> {
                    step.accept(each);
                    return true;
                })
                .toList());
    }

    private void requireNothingQuarantined() {
        for (var backlog : clock.backlogs()) {
            if (backlog.deadLetters() > 0) {
                throw new StepFailed("%s quarantined %d records".formatted(backlog.service(), backlog.deadLetters()));
            }
        }
    }

    private String line(int week, Duration elapsed) {
        var counts = acme().tallies();
        return "  week %2d  after %3d s   engagements %3d   met %4d   no-shows %3d   moved %3d   cancelled %3d   sponsor actions %3d   KPI figures %4d"
                .formatted(
                        week,
                        elapsed.toSeconds(),
                        counts.of(Count.ENGAGEMENTS),
                        counts.of(Count.MET),
                        counts.of(Count.NO_SHOWS),
                        counts.of(Count.MOVED),
                        counts.of(Count.CANCELLED_IN_TIME) + counts.of(Count.CANCELLED_LATE),
                        counts.of(Count.SPONSOR_ACTIONS_TAKEN),
                        counts.of(Count.KPIS));
    }

    private Company company(
            String tenant, Cast.Logins logins, List<HrRow> rows, int leaders, Pool.Size size, Draw draw) {
        var workforce = Workforce.on(
                START, rows, tenant.equals("acme") ? "" : "G", tenant + ".example", draw.about("workforce", tenant));
        var cohort = new Cohort(draw.about("cohort", tenant)).choose(workforce, leaders);
        var pool =
                new Pool(draw.about("pool", tenant)).choose(workforce, cohort, size, "coaches-" + tenant + ".example");
        return new Company(Cast.of(tenant, logins, api, people, receipts), workforce, cohort, pool);
    }

    private Pilot.Stage stage(LocalPlatform platform, String tenant, Draw draw) {
        var simulator = api.as(people.machine("simulator").in(tenant));
        return new Pilot.Stage(api, people, platform.accounts(), clock, simulator, timeline, draw);
    }
}
