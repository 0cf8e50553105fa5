package tandem.session.keeper;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tandem.events.EngagementId;
import tandem.events.IntakeEvent.EmploymentChanged.Aspect;
import tandem.events.PersonId;
import tandem.events.ProviderType;
import tandem.events.SessionEvent.EngagementWentQuiet;
import tandem.events.Track;
import tandem.session.FakeDirectory;
import tandem.session.Stage;
import tandem.session.engagement.EngagementService;
import tandem.session.rule.Break;
import tandem.session.session.SessionQueries;
import tandem.session.session.SessionService;
import tandem.testing.AppDatabase;
import tandem.testing.OutboxRows;
import tandem.testing.RealParts;

@QuarkusTest
@WithTestResource(RealParts.class)
@WithTestResource(FakeDirectory.class)
class KeeperJobTest {

    @Inject
    Stage stage;

    @Inject
    KeeperJob job;

    @Inject
    KeeperService keeping;

    @Inject
    BreakService breaks;

    @Inject
    EngagementService engagements;

    @Inject
    SessionService sessions;

    @Inject
    SessionQueries queries;

    private Stage.Scene scene;

    @BeforeEach
    void open() {
        scene = stage.open();
    }

    @Test
    void tellsASilenceOnce() {
        job.runUntil(scene.now().plus(Duration.ofDays(200)));
        job.runUntil(scene.now().plus(Duration.ofDays(201)));

        assertThat(quiet())
                .extracting(EngagementWentQuiet::engagement)
                .containsExactlyInAnyOrder(scene.coaching, scene.mentoring);
    }

    @Test
    void beginsAnewWithEverySessionHeld() {
        var held = scene.now().plus(Duration.ofDays(40));
        scene.act(() -> engagements.heard(scene.coaching, held));
        scene.end(scene.mentoring, scene.mona);

        job.runUntil(held.plus(Duration.ofDays(27)));
        assertThat(quiet()).isEmpty();
        job.runUntil(held.plus(Duration.ofDays(28)));

        assertThat(quiet()).singleElement().satisfies(silence -> {
            assertThat(silence.lastHeldAt()).isEqualTo(held);
            assertThat(silence.quietDays()).isEqualTo(28);
        });
    }

    @Test
    void keepsTheClockOfTheTermsBothSignedLater() {
        var held = scene.now().plus(Duration.ofDays(40));
        scene.act(() -> engagements.heard(scene.coaching, held));
        scene.end(scene.mentoring, scene.mona);

        scene.amend(7, LocalDate.parse("2032-01-01"));
        job.runUntil(held.plus(Duration.ofDays(13)));
        assertThat(quiet()).isEmpty();
        job.runUntil(held.plus(Duration.ofDays(14)));

        assertThat(quiet())
                .singleElement()
                .satisfies(silence -> assertThat(silence.quietDays()).isEqualTo(14));
    }

    @Test
    void leavesAnEndedEngagementInPeace() {
        scene.end(scene.coaching, scene.carl);
        scene.end(scene.mentoring, scene.mona);

        job.runUntil(scene.now().plus(Duration.ofDays(200)));

        assertThat(quiet()).isEmpty();
    }

    @Test
    void asksBothSidesTwiceAndThenAHuman() {
        var keeper = new PersonId(UUID.randomUUID());
        scene.act(() -> keeping.name(scene.programme, keeper));
        scene.end(scene.mentoring, scene.mona);
        var quiet = scene.now().plus(Duration.ofDays(200));

        for (var day = 0; day < 60; day++) {
            job.runUntil(quiet.plus(Duration.ofDays(day)));
        }

        assertThat(quiet()).hasSize(1);
        assertThat(rows("select step || ' ' || party from prompts where tenant = ? order by told_at, party"))
                .containsExactly("PROMPT LEADER", "PROMPT PROVIDER", "SECOND_PROMPT LEADER", "SECOND_PROMPT PROVIDER");
        assertThat(rows("select template from tandem.mail where tenant = ? and template like 'keeper-%' order by id"))
                .containsExactly(
                        "keeper-prompt",
                        "keeper-prompt",
                        "keeper-second-prompt",
                        "keeper-second-prompt",
                        "keeper-escalation");
        assertThat(rows("select reason || ' ' || state || ' ' || assigned_to from escalations where tenant = ?"))
                .containsExactly("GONE_QUIET OPEN " + keeper);
    }

    @Test
    void sendsNoSideOfThePairToItself() {
        scene.act(() -> keeping.name(scene.programme, scene.carl));
        scene.end(scene.mentoring, scene.mona);

        falls(3);

        assertThat(rows("select raised_by from escalations where tenant = ? and assigned_to is null"))
                .containsExactly("KEEPER");
    }

    @Test
    void settlesWhatItEscalatedWhenThePairMeets() {
        scene.end(scene.mentoring, scene.mona);
        falls(3);
        var held = scene.now().plus(Duration.ofDays(300));

        scene.act(() -> engagements.heard(scene.coaching, held));
        job.runUntil(held);

        assertThat(rows("select state || ' ' || outcome from escalations where tenant = ?"))
                .containsExactly("RESOLVED RESUMED");
        job.runUntil(held.plus(Duration.ofDays(28)));
        assertThat(quiet()).hasSize(2);
    }

    /** Sessions are logged late and out of order; what counts is the last. */
    @Test
    void tellsTheSameWhateverOrderSessionsAreHeardIn() {
        var random = new Random(125);
        var first = scene.now().plus(Duration.ofDays(30));
        var told = new HashSet<List<String>>();
        for (var run = 0; run < 5; run++) {
            var other = stage.open();
            other.end(other.mentoring, other.mona);
            var sessions = new ArrayList<>(List.of(0, 14, 28, 28, 42));
            Collections.shuffle(sessions, random);

            sessions.forEach(
                    day -> other.act(() -> engagements.heard(other.coaching, first.plus(Duration.ofDays(day)))));
            job.runUntil(first.plus(Duration.ofDays(42 + 27)));
            job.runUntil(first.plus(Duration.ofDays(42 + 28)));
            job.runUntil(first.plus(Duration.ofDays(42 + 28)));

            told.add(OutboxRows.events(other.tenant, EngagementWentQuiet.class).stream()
                    .map(silence -> silence.lastHeldAt() + " " + silence.quietDays())
                    .toList());
        }
        assertThat(told)
                .singleElement()
                .satisfies(silences -> assertThat(silences).containsExactly(first.plus(Duration.ofDays(42)) + " 28"));
    }

    @Test
    void leavesOutBreaksOfThePairAndOfTheProgramme() {
        var held = scene.now().plus(Duration.ofDays(1));
        scene.end(scene.mentoring, scene.mona);
        scene.act(() -> engagements.heard(scene.coaching, held));
        var first = LocalDate.ofInstant(held, ZoneOffset.UTC).plusDays(1);
        scene.act(() -> {
            var proposed = breaks.propose(scene.lea, scene.coaching, new Break(first, first.plusDays(6)));
            breaks.agree(scene.carl, proposed);
            breaks.set(scene.programme, new Break(first.plusDays(5), first.plusDays(9)));
            breaks.propose(scene.lea, scene.coaching, new Break(first.plusDays(20), first.plusDays(30)));
        });

        job.runUntil(held.plus(Duration.ofDays(37)));
        assertThat(quiet()).isEmpty();
        job.runUntil(held.plus(Duration.ofDays(38)));

        assertThat(quiet())
                .singleElement()
                .satisfies(silence -> assertThat(silence.quietDays()).isEqualTo(38));
    }

    @Test
    void waitsForASessionThatIsBooked() {
        scene.end(scene.mentoring, scene.mona);
        var held = scene.now().plus(Duration.ofDays(1));
        scene.act(() -> engagements.heard(scene.coaching, held));
        var booked = held.plus(Duration.ofDays(30));
        scene.act(() -> sessions.enter(scene.lea, scene.coaching, booked, booked.plus(Duration.ofHours(1))));

        job.runUntil(held.plus(Duration.ofDays(28)));
        assertThat(quiet()).isEmpty();
        scene.act(() -> sessions.cancel(
                scene.lea,
                queries.sessions(scene.coaching, scene.lea, null, null, 10)
                        .items()
                        .getFirst()
                        .id()));
        job.runUntil(booked.plus(Duration.ofDays(1)));

        assertThat(quiet()).hasSize(1);
    }

    @Test
    void writesToNobodyMoreThanTwiceAWeek() {
        for (var more = 0; more < 3; more++) {
            scene.start(new EngagementId(UUID.randomUUID()), scene.mona, ProviderType.INTERNAL, Track.MENTORING);
        }
        var noon = workingNoon(200);
        job.runUntil(noon);

        assertThat(rows("select mailed::text from prompts where tenant = ? and party = 'LEADER' order by mailed desc"))
                .containsExactly("true", "true", "false", "false", "false");
        assertThat(promptsTo(scene.lea)).isEqualTo(2);

        // the others when the week has room, as long as the pairs are silent
        scene.end(scene.coaching, scene.carl);
        job.runUntil(noon.plus(Duration.ofDays(7)));

        assertThat(promptsTo(scene.lea)).isEqualTo(4);
    }

    @Test
    void mailsInTheMorningWhatComesUpInTheNight() {
        scene.end(scene.mentoring, scene.mona);
        var midnight = workingNoon(200).minus(Duration.ofHours(12));

        job.runUntil(midnight);
        assertThat(rows("select step from prompts where tenant = ?")).hasSize(2);
        assertThat(promptsTo(scene.lea)).isZero();
        job.runUntil(midnight.plus(Duration.ofHours(12)));

        assertThat(promptsTo(scene.lea)).isEqualTo(1);
    }

    @Test
    void mailsNothingOfASilenceThatIsOver() {
        scene.end(scene.mentoring, scene.mona);
        var midnight = workingNoon(200).minus(Duration.ofHours(12));

        job.runUntil(midnight);
        scene.act(() -> engagements.heard(scene.coaching, midnight.minus(Duration.ofHours(1))));
        job.runUntil(midnight.plus(Duration.ofHours(12)));

        assertThat(promptsTo(scene.lea)).isZero();
        assertThat(rows("select mailed::text from prompts where tenant = ? and mail_at is null"))
                .containsExactly("false", "false");
    }

    @Test
    void leavesOutALeaveThatHrTells() {
        var held = scene.now().plus(Duration.ofDays(1));
        scene.end(scene.mentoring, scene.mona);
        scene.act(() -> engagements.heard(scene.coaching, held));
        var away = LocalDate.ofInstant(held, ZoneOffset.UTC).plusDays(1);
        scene.change(scene.carl, away, Aspect.LEAVE);
        job.runUntil(held.plus(Duration.ofDays(60)));
        assertThat(quiet()).isEmpty();

        scene.change(scene.carl, away.plusDays(50), Aspect.RETURN);
        job.runUntil(held.plus(Duration.ofDays(77)));
        assertThat(quiet()).isEmpty();
        job.runUntil(held.plus(Duration.ofDays(78)));

        assertThat(quiet()).hasSize(1);
    }

    @Test
    void forgetsWhomItAsked() {
        scene.act(() -> keeping.name(scene.programme, scene.carl));
        falls(1);

        scene.erase(scene.carl, UUID.randomUUID());

        assertThat(rows("select person::text from prompts where tenant = ?")).doesNotContain(scene.carl.toString());
        assertThat(rows("select person::text from programme_keepers where tenant = ?"))
                .isEmpty();
        assertThat(rows("select person::text from tandem.mail where tenant = ?"))
                .doesNotContain(scene.carl.toString());
    }

    /** The coaching falls silent, and the keeper takes so many steps. */
    private void falls(int steps) {
        var quiet = scene.now().plus(Duration.ofDays(200));
        for (var step = 0; step < steps; step++) {
            job.runUntil(quiet.plus(Duration.ofDays(14L * step)));
        }
    }

    /** Noon of the first Wednesday so many days from now: nobody is at rest. */
    private Instant workingNoon(int days) {
        return scene.now()
                .atZone(ZoneOffset.UTC)
                .toLocalDate()
                .plusDays(days)
                .with(TemporalAdjusters.nextOrSame(DayOfWeek.WEDNESDAY))
                .atTime(12, 0)
                .toInstant(ZoneOffset.UTC);
    }

    private long promptsTo(PersonId person) {
        return rows("select person::text from tandem.mail where tenant = ? and template = 'keeper-prompt'").stream()
                .filter(person.toString()::equals)
                .count();
    }

    private List<EngagementWentQuiet> quiet() {
        return OutboxRows.events(scene.tenant, EngagementWentQuiet.class);
    }

    private List<String> rows(String query) {
        try (var connection = AppDatabase.connect();
                var statement = connection.prepareStatement(query)) {
            statement.setString(1, scene.tenant);
            try (var rows = statement.executeQuery()) {
                var found = new ArrayList<String>();
                while (rows.next()) {
                    found.add(rows.getString(1));
                }
                return found;
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
