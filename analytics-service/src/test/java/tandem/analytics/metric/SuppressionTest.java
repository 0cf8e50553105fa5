package tandem.analytics.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tandem.analytics.Store;
import tandem.analytics.Story;
import tandem.events.EvidenceTier;
import tandem.events.ProgrammeId;
import tandem.events.Track;

/** Tries to find out about a few by asking about many. */
class SuppressionTest {
    private static final Store STORE = Store.fresh();
    private static final String NOW = "2030-03-31T00:00:00Z";
    private static final int LEAST = 3;

    private final String tenant = "s" + UUID.randomUUID().toString().substring(0, 8);
    private final Story story = new Story(tenant);
    private final Figures figures = new Figures(STORE);

    private void sessions(ProgrammeId programme, Track track, int leaders, String... days) {
        for (var i = 0; i < leaders; i++) {
            var engagement = story.engagement(programme, story.leader(programme), track, "2030-01-07");
            for (var day : days) {
                story.heldSession(engagement, day + "T10:00:00Z", EvidenceTier.ONE_SIDE);
            }
        }
    }

    private List<Figures.Cell> cells() {
        figures.take(story.drain(), NOW);
        return figures.cells(tenant, "attendance", Map.of("metric.now", NOW));
    }

    private static Figures.Cell at(List<Figures.Cell> cells, String programme, String track, String week) {
        return cells.stream()
                .filter(cell -> cell.isAt(programme, track, week))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void hidesCellsOfFewerThanFive() {
        sessions(story.programme(5), Track.COACHING, 4, "2030-01-08");

        assertThat(cells()).isNotEmpty().allMatch(Figures.Cell::hidden);
    }

    @Test
    void showsCellsOfFive() {
        sessions(story.programme(5), Track.COACHING, 5, "2030-01-08");

        assertThat(cells()).isNotEmpty().noneMatch(Figures.Cell::hidden);
    }

    @Test
    void takesTheThresholdOfTheProgrammeAndNeverLessThanThree() {
        var strict = story.programme(8);
        var lax = story.programme(1);
        sessions(strict, Track.COACHING, 7, "2030-01-08");
        sessions(lax, Track.COACHING, 2, "2030-01-08");

        var cells = cells();

        assertThat(at(cells, strict.toString(), "*", "*").hidden()).isTrue();
        assertThat(at(cells, lax.toString(), "*", "*").hidden()).isTrue();
    }

    @Test
    void hidesASecondTrackWhenOneWouldFollowBySubtraction() {
        var programme = story.programme(5);
        sessions(programme, Track.COACHING, 9, "2030-01-08");
        sessions(programme, Track.MENTORING, 2, "2030-01-08");

        var cells = cells();

        assertThat(at(cells, "*", "*", "*").ratio()).isEqualTo("11/11");
        assertThat(at(cells, "*", "COACHING", "*").hidden()).isTrue();
        assertThat(at(cells, "*", "MENTORING", "*").hidden()).isTrue();
        assertThat(at(cells, programme.toString(), "COACHING", "*").hidden()).isTrue();
    }

    @Test
    void doesNotCountTheSameFewTwice() {
        // two weeks of the same three leaders are still three people
        var programme = story.programme(5);
        sessions(programme, Track.COACHING, 3, "2030-01-08", "2030-01-15");
        sessions(programme, Track.COACHING, 6, "2030-01-22");
        sessions(programme, Track.COACHING, 7, "2030-01-29");

        var cells = cells();

        assertThat(cells.stream()
                        .filter(cell ->
                                cell.programme().equals("*") && cell.track().equals("*"))
                        .filter(cell -> !cell.week().equals("*") && cell.hidden()))
                .hasSize(3);
    }

    /** Random cohorts; what is hidden must not be the only unknown of any sum, and unknowns of a sum never fewer than k people. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void leavesNoSumWithOneUnknownOrTooFewPeopleBehindIt(long seed) {
        var random = new Random(seed);
        var weeks = List.of("2030-01-08", "2030-01-15", "2030-01-22");
        for (var programmes = 0; programmes < 2; programmes++) {
            var programme = story.programme(random.nextBoolean() ? 5 : LEAST);
            for (var track : Track.values()) {
                for (var leaders = random.nextInt(9); leaders > 0; leaders--) {
                    var days =
                            weeks.stream().filter(week -> random.nextInt(3) > 0).toArray(String[]::new);
                    sessions(programme, track, 1, days);
                }
            }
        }
        var cells = cells();

        for (var sum : cells) {
            for (var along = 0; along < 3; along++) {
                var parts = partsOf(sum, along, cells);
                if (!parts.isEmpty()) {
                    var unknown = parts.stream().filter(Figures.Cell::hidden).count() + (sum.hidden() ? 1 : 0);
                    assertThat(unknown).as("%s along %d: %s", sum, along, parts).isNotEqualTo(1);
                }
            }
        }
        assertThat(cells).filteredOn(cell -> !cell.hidden()).allMatch(cell -> cell.people() >= LEAST);
    }

    /** Solves all sums together, as somebody with a computer would: no hidden cell of few people has one value only. */
    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14})
    void leavesNoHiddenCellThatAllSumsTogetherDetermine(long seed) {
        var random = new Random(seed);
        var programme = story.programme(5);
        for (var track : Track.values()) {
            for (var leaders = 2 + random.nextInt(8); leaders > 0; leaders--) {
                sessions(programme, track, 1, "2030-01-08", random.nextBoolean() ? "2030-01-15" : "2030-01-22");
            }
        }
        var cells = cells();
        var hidden = cells.stream().filter(Figures.Cell::hidden).toList();
        var equations = new ArrayList<double[]>();
        for (var sum : cells) {
            for (var along = 0; along < 3; along++) {
                var parts = partsOf(sum, along, cells);
                if (!parts.isEmpty()) {
                    var row = new double[hidden.size()];
                    if (sum.hidden()) {
                        row[hidden.indexOf(sum)] = -1;
                    }
                    parts.stream().filter(Figures.Cell::hidden).forEach(part -> row[hidden.indexOf(part)] = 1);
                    equations.add(row);
                }
            }
        }

        assertThat(determined(equations, hidden.size()).stream().map(hidden::get))
                .isEmpty();
    }

    private static List<Figures.Cell> partsOf(Figures.Cell sum, int along, List<Figures.Cell> cells) {
        return cells.stream()
                .filter(cell -> switch (along) {
                    case 0 ->
                        sum.programme().equals("*")
                                && !cell.programme().equals("*")
                                && cell.track().equals(sum.track())
                                && cell.week().equals(sum.week());
                    case 1 ->
                        sum.track().equals("*")
                                && !cell.track().equals("*")
                                && cell.programme().equals(sum.programme())
                                && cell.week().equals(sum.week());
                    default ->
                        sum.week().equals("*")
                                && !cell.week().equals("*")
                                && cell.programme().equals(sum.programme())
                                && cell.track().equals(sum.track());
                })
                .collect(Collectors.toList());
    }

    /** Gauss-Jordan: a row left with a single unknown tells it. */
    private static List<Integer> determined(List<double[]> rows, int unknowns) {
        var pivot = 0;
        for (var column = 0; column < unknowns && pivot < rows.size(); column++) {
            var best = pivot;
            for (var i = pivot; i < rows.size(); i++) {
                if (Math.abs(rows.get(i)[column]) > Math.abs(rows.get(best)[column])) {
                    best = i;
                }
            }
            if (Math.abs(rows.get(best)[column]) < 1e-9) {
                continue;
            }
            Collections.swap(rows, pivot, best);
            var lead = rows.get(pivot);
            var scale = lead[column];
            for (var j = 0; j < unknowns; j++) {
                lead[j] /= scale;
            }
            for (var i = 0; i < rows.size(); i++) {
                var factor = rows.get(i)[column];
                if (i != pivot && Math.abs(factor) > 1e-12) {
                    for (var j = 0; j < unknowns; j++) {
                        rows.get(i)[j] -= factor * lead[j];
                    }
                }
            }
            pivot++;
        }
        var told = new ArrayList<Integer>();
        for (var row : rows) {
            var nonZero = IntStream.range(0, unknowns)
                    .filter(j -> Math.abs(row[j]) > 1e-9)
                    .boxed()
                    .toList();
            if (nonZero.size() == 1) {
                told.add(nonZero.getFirst());
            }
        }
        return told;
    }
}
