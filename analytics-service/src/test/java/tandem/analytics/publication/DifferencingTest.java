package tandem.analytics.publication;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tandem.analytics.Store;
import tandem.analytics.Story;
import tandem.analytics.publication.Press.Share;
import tandem.analytics.publication.Press.Told;
import tandem.events.EngagementId;
import tandem.events.EvidenceTier;
import tandem.events.PersonId;
import tandem.events.ProgrammeId;
import tandem.events.SessionId;
import tandem.events.Track;

/** Tries to find out about a few by subtracting what was told at different times, at all grains and by all filters. */
class DifferencingTest {
    private static final Store STORE = Store.fresh();
    private static final LocalDate BEGIN = LocalDate.parse("2030-01-07");
    private static final int WEEKS = 5;

    private final String tenant = "d" + UUID.randomUUID().toString().substring(0, 8);
    private final Story story = new Story(tenant);
    private final Press press = new Press(STORE, tenant, "attendance");

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 12);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void letsNothingFollowFromAllPublicationsTogether(long seed) {
        assertThat(attack(seed, true)).isEmpty();
    }

    /** Planted: each publication alone is as careful as ever, and nobody looks at the one before. */
    @Test
    void findsWhatFollowsWherePublicationsAreNotHeldAgainstEachOther() {
        assertThat(attack(1, false)).isNotEmpty();
    }

    @Test
    void standsWhereTooFewHaveChangedAndGoesOnOnceEnoughHave() {
        var programme = story.programme(5);
        var engagements = new ArrayList<EngagementId>();
        for (var i = 0; i < 8; i++) {
            engagements.add(story.engagement(programme, story.leader(programme), Track.COACHING, "2030-01-07"));
            held(engagements.getLast(), 0);
        }
        press.take(story, "2030-01-13T20:00:00Z");
        var first = press.publish("2030-01-14T00:00:00Z");
        for (var i = 0; i < 4; i++) {
            held(engagements.get(i), 1);
        }
        press.take(story, "2030-01-20T20:00:00Z");
        var second = press.publish("2030-01-21T00:00:00Z");
        held(engagements.get(4), 2);
        press.take(story, "2030-01-27T20:00:00Z");
        var third = press.publish("2030-01-28T00:00:00Z");

        assertThat(total(first).total()).isEqualTo(8);
        assertThat(second).isEqualTo(first);
        assertThat(total(third).total()).isEqualTo(13);
        assertThat(total(third).asOf()).isEqualTo(Instant.parse("2030-01-28T00:00:00Z"));
    }

    @Test
    void standsForAsLongAsTooFewHaveChanged() {
        var programme = story.programme(5);
        var engagements = new ArrayList<EngagementId>();
        for (var i = 0; i < 8; i++) {
            engagements.add(story.engagement(programme, story.leader(programme), Track.COACHING, BEGIN.toString()));
            held(engagements.getLast(), 0);
        }
        press.take(story, "2030-01-13T20:00:00Z");
        var first = press.publish("2030-01-14T00:00:00Z");
        for (var i = 0; i < 4; i++) {
            held(engagements.get(i), 1);
        }
        press.take(story, "2030-01-20T20:00:00Z");

        for (var week = 2; week < 9; week++) {
            assertThat(press.publish(BEGIN.plusDays(week * 7L) + "T00:00:00Z")).isEqualTo(first);
        }
    }

    @Test
    void tellsAWeekThatTooFewHaveCorrectedNoMore() {
        var programme = story.programme(5);
        var engagements = new ArrayList<EngagementId>();
        var missed = new ArrayList<SessionId>();
        for (var i = 0; i < 8; i++) {
            engagements.add(story.engagement(programme, story.leader(programme), Track.COACHING, "2030-01-07"));
            missed.add(missed(engagements.getLast(), 0));
            held(engagements.getLast(), 1);
        }
        press.take(story, "2030-01-20T20:00:00Z");
        var first = press.publish("2030-01-21T00:00:00Z");
        story.held(engagements.getLast(), missed.getLast(), time(0), EvidenceTier.ONE_SIDE);
        engagements.forEach(engagement -> held(engagement, 2));
        press.take(story, "2030-01-27T20:00:00Z");
        var second = press.publish("2030-01-28T00:00:00Z");

        assertThat(at(first, "*|*|2030-01-07").hidden()).isFalse();
        assertThat(at(second, "*|*|2030-01-07").hidden()).isTrue();
        assertThat(total(second).total()).isEqualTo(24);
    }

    /** Somebody on a second track changes the tracks and a week, and no sum over the tracks: leaders count once. */
    @Test
    void publishesWhereOneMoreTrackOfSomebodyChangesNoTotal() {
        var reassignments = new Press(STORE, tenant, "reassignment");
        var programme = story.programme(5);
        var leaders = new ArrayList<PersonId>();
        for (var i = 0; i < 8; i++) {
            leaders.add(story.leader(programme));
            story.engagement(programme, leaders.getLast(), i < 4 ? Track.COACHING : Track.MENTORING, BEGIN.toString());
        }
        reassignments.take(story, "2030-01-13T20:00:00Z");
        reassignments.publish("2030-01-14T00:00:00Z");
        story.at(time(1));
        story.engagement(programme, leaders.getFirst(), Track.MENTORING, "2030-01-14");
        reassignments.take(story, "2030-01-20T20:00:00Z");

        var published = reassignments.publish("2030-01-21T00:00:00Z");

        assertThat(total(published).total()).isEqualTo(8);
        assertThat(published)
                .filteredOn(cell -> cell.week().equals("2030-01-14"))
                .allMatch(Told::hidden);
    }

    private static Told at(List<Told> publication, String key) {
        return publication.stream()
                .filter(cell -> cell.key().equals(key))
                .findFirst()
                .orElseThrow();
    }

    private static Told total(List<Told> publication) {
        return at(publication, "*|*|*");
    }

    private static String time(int week) {
        return BEGIN.plusDays(week * 7L + 1) + "T10:00:00Z";
    }

    private void held(EngagementId engagement, int week) {
        story.heldSession(engagement, time(week), EvidenceTier.ONE_SIDE);
    }

    private SessionId missed(EngagementId engagement, int week) {
        var session = story.session(engagement, time(week));
        story.missed(engagement, session, time(week));
        return session;
    }

    /** People join, come, do not come, and a missed session turns out to have been held, week by week at random. */
    private List<String> attack(long seed, boolean guarded) {
        var random = new Random(seed);
        var programmes = List.of(story.programme(5), story.programme(5));
        var running = new ArrayList<EngagementId>();
        Map<SessionId, Map.Entry<EngagementId, Integer>> missed = new HashMap<>();
        List<List<Told>> told = new ArrayList<>();
        Map<Instant, List<Share>> truths = new HashMap<>();
        for (var week = 0; week < WEEKS; week++) {
            join(random, programmes, running, week == 0 ? 7 : 3);
            for (var engagement : running) {
                switch (random.nextInt(6)) {
                    case 0 -> {}
                    case 1 -> missed.put(missed(engagement, week), Map.entry(engagement, week));
                    default -> held(engagement, week);
                }
            }
            var late = missed.entrySet().stream()
                    .filter(session -> random.nextInt(8) == 0)
                    .toList();
            for (var session : late) {
                var of = session.getValue();
                story.held(of.getKey(), session.getKey(), time(of.getValue()), EvidenceTier.ONE_SIDE);
                missed.remove(session.getKey());
            }
            press.take(story, BEGIN.plusDays(week * 7L + 6) + "T20:00:00Z");
            var asOf = BEGIN.plusDays(week * 7L + 7) + "T00:00:00Z";
            told.add(guarded ? press.publish(asOf) : press.publishCarelessly(asOf));
            truths.put(Instant.parse(asOf), press.truth(Instant.parse(asOf)));
        }
        assertThat(told.getLast()).anyMatch(cell -> !cell.hidden());
        return Attack.on(told, truths);
    }

    private void join(Random random, List<ProgrammeId> programmes, List<EngagementId> running, int most) {
        for (var programme : programmes) {
            for (var track : Track.values()) {
                for (var leaders = random.nextInt(most + 1); leaders > 0; leaders--) {
                    running.add(story.engagement(programme, story.leader(programme), track, BEGIN.toString()));
                }
            }
        }
    }
}
