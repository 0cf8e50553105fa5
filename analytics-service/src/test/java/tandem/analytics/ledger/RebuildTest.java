package tandem.analytics.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tandem.analytics.Store;
import tandem.analytics.Story;
import tandem.analytics.projection.FactTable;
import tandem.events.IntakeEvent.EmploymentChanged.Aspect;
import tandem.events.Purpose;
import tandem.events.Track;

class RebuildTest {
    private static final Store STORE = Store.fresh();

    /** Rows with the periods they were known for. */
    private static List<String> projections() {
        var all = new ArrayList<String>();
        FactTable.ALL.forEach(table -> all.addAll(store(table.name())));
        all.addAll(
                STORE.rows(
                        "select tenant, topic, type, day, sum(events) from event_counts group by 1, 2, 3, 4 order by 1, 2, 3, 4"));
        all.addAll(STORE.rows("select * from session_weeks order by 1, 2, 3"));
        return all;
    }

    private static List<String> store(String table) {
        return STORE.rows("select '" + table + "', to_jsonb(f) from " + table + " f order by 2");
    }

    @Test
    void endsInTheSameProjectionsVersionsIncluded() {
        var story = new Story("acme");
        LedgerTest.tell(story);
        var programme = story.programme(5);
        var erased = story.leader(programme);
        story.engagement(programme, erased, Track.MENTORING, "2030-01-14");
        story.kpi(programme, erased, "3");
        story.erases(erased);
        var withdrawn = story.leader(programme);
        story.promoted(withdrawn, "2030-02-02");
        story.left(withdrawn, "2030-02-28").changed(withdrawn, "2030-05-01", Aspect.RETURN, Aspect.PROMOTION);
        story.withdraws(withdrawn, Purpose.IMPACT, 2);
        var records = story.records();
        var start = Instant.parse("2030-03-01T09:00:00Z");
        for (var i = 0; i < records.size(); i++) {
            // several events share an instant, as when a simulated clock stands still
            var clock = Clock.fixed(start.plusSeconds(i / 3 * 60L), ZoneOffset.UTC);
            new Ledger(STORE.feed(), clock, i % 2, (handle, record, reason) -> {
                        throw new IllegalStateException(reason);
                    })
                    .takeAgain(records.get(i));
        }
        var before = projections();

        var folded = new Rebuild(STORE.feed()).run(events -> {});

        assertThat(folded).isEqualTo(records.size());
        assertThat(projections()).isEqualTo(before);
        assertThat(STORE.rows("select * from metric.rollup_differences()")).isEmpty();
    }
}
