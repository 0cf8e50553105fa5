package tandem.analytics.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tandem.analytics.Store;
import tandem.analytics.Story;
import tandem.events.PersonId;
import tandem.events.ProgrammeId;
import tandem.events.Purpose;
import tandem.events.RemovalId;
import tandem.local.Service;

/** How long it took until what people took back was gone everywhere. */
class RemovalLatencyTest {
    private static final Store STORE = Store.fresh();
    private static final String METRIC = "removal_latency";
    private static final String JANUARY = "2030-01-31T00:00:00Z";
    private static final String FEBRUARY = "2030-02-28T00:00:00Z";
    private static final Instant ASKED = Instant.parse("2026-11-01T12:00:00Z");

    private final String tenant = "r" + UUID.randomUUID().toString().substring(0, 8);
    private final Story story = new Story(tenant);
    private final Figures figures = new Figures(STORE);
    private final ProgrammeId programme = story.programme(5);

    private record Asked(PersonId person, RemovalId removal) {}

    private List<Asked> withdraw(int people, Purpose purpose) {
        var asked = new ArrayList<Asked>();
        for (var i = 0; i < people; i++) {
            var person = story.leader(programme);
            asked.add(new Asked(person, story.writtenAt(ASKED).withdraws(person, purpose, 2)));
        }
        return asked;
    }

    private void report(Asked asked, Duration after, Service... services) {
        story.writtenAt(ASKED.plus(after));
        for (var service : services) {
            story.reports(service, asked.person(), asked.removal());
        }
    }

    private Figures.Cell total(String now) {
        return total(Map.of("metric.now", now));
    }

    private Figures.Cell total(Map<String, String> settings) {
        figures.take(story.drain(), settings.getOrDefault("metric.now", JANUARY));
        return figures.cells(tenant, METRIC, settings).stream()
                .filter(cell -> cell.isAt("*", "*", "*"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void tellsTheTimeUntilTheLastServiceReported() {
        var asked = withdraw(5, Purpose.MATCHING);
        for (var i = 0; i < 5; i++) {
            report(asked.get(i), Duration.ZERO, Service.INTAKE);
            report(asked.get(i), Duration.ofMillis(500), Service.ANALYTICS, Service.MATCHING);
            report(asked.get(i), Duration.ofSeconds(1 + i), Service.SESSION);
        }

        var total = total(JANUARY);

        assertThat(total.ratio()).isEqualTo("5/5");
        assertThat(total.medianSeconds()).isEqualByComparingTo("3");
        assertThat(total.p95Seconds()).isEqualByComparingTo("4.8");
    }

    @Test
    void countsWhatSomeServiceHasNotReportedAsOpen() {
        var asked = withdraw(7, Purpose.MATCHING);
        for (var one : asked) {
            report(one, Duration.ofSeconds(2), Service.INTAKE, Service.MATCHING, Service.ANALYTICS);
        }
        asked.subList(0, 5).forEach(one -> report(one, Duration.ofSeconds(2), Service.SESSION));

        var total = total(JANUARY);

        assertThat(total.ratio()).isEqualTo("5/7");
        assertThat(total.medianSeconds()).isEqualByComparingTo("2");
    }

    @Test
    void tellsNoTimeOfFewerThanFive() {
        var asked = withdraw(5, Purpose.MATCHING);
        asked.subList(0, 4).forEach(one -> report(one, Duration.ofSeconds(2), Service.values()));

        var total = total(JANUARY);

        assertThat(total.ratio()).isEqualTo("4/5");
        assertThat(total.medianSeconds()).isNull();
    }

    @Test
    void hearsALateReportAndKnowsThatItWasOpenThen() {
        var asked = withdraw(5, Purpose.IMPACT);
        asked.forEach(one -> report(one, Duration.ofSeconds(1), Service.INTAKE, Service.MATCHING, Service.ANALYTICS));
        assertThat(total(JANUARY).ratio()).isEqualTo("0/5");

        story.at("2030-02-10T00:00:00Z");
        asked.forEach(one -> report(one, Duration.ofDays(10), Service.SESSION));

        var late = total(FEBRUARY);
        assertThat(late.ratio()).isEqualTo("5/5");
        assertThat(late.medianSeconds())
                .isEqualByComparingTo(Long.toString(Duration.ofDays(10).toSeconds()));
        assertThat(total(Map.of("metric.now", FEBRUARY, "metric.as_of", JANUARY))
                        .ratio())
                .isEqualTo("0/5");
    }

    @Test
    void hearsAServiceThatReportsAgainOnce() {
        var asked = withdraw(5, Purpose.MATCHING);
        asked.forEach(one -> report(one, Duration.ofSeconds(2), Service.values()));
        asked.forEach(one -> report(one, Duration.ofDays(1), Service.ANALYTICS, Service.MATCHING));

        var total = total(JANUARY);

        assertThat(total.ratio()).isEqualTo("5/5");
        assertThat(total.medianSeconds()).isEqualByComparingTo("2");
    }

    @Test
    void tellsErasuresAndPurposesApartAndHidesTheFew() {
        withdraw(5, Purpose.MATCHING).forEach(one -> report(one, Duration.ofSeconds(1), Service.values()));
        withdraw(3, Purpose.CALENDAR).forEach(one -> report(one, Duration.ofSeconds(1), Service.values()));
        for (var i = 0; i < 5; i++) {
            var person = story.leader(programme);
            var removal = story.writtenAt(ASKED).asksToBeForgotten(person);
            report(new Asked(person, removal), Duration.ofSeconds(3), Service.values());
        }
        figures.take(story.drain(), JANUARY);

        var cells = figures.cells(tenant, METRIC, Map.of("metric.now", JANUARY));

        assertThat(cells.stream()
                        .filter(cell ->
                                cell.programme().equals("*") && cell.week().equals("*"))
                        .map(cell -> cell.track() + " " + cell.ratio()))
                .contains("* 13/13", "CALENDAR hidden")
                .containsAnyOf("ERASURE 5/5", "MATCHING 5/5")
                .doesNotContain("CALENDAR 3/3");
        assertThat(cells).noneMatch(cell -> cell.hidden() && cell.medianSeconds() != null);
    }

    @Test
    void findsTheProgrammeOfWhoTookSomethingBack() {
        withdraw(5, Purpose.MATCHING).forEach(one -> report(one, Duration.ofSeconds(1), Service.values()));
        figures.take(story.drain(), JANUARY);

        assertThat(figures.cells(tenant, METRIC, Map.of("metric.now", JANUARY)).stream()
                        .filter(cell -> cell.isAt(programme.toString(), "MATCHING", "*"))
                        .map(Figures.Cell::ratio))
                .containsExactly("5/5");
    }
}
