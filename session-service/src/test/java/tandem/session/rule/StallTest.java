package tandem.session.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tandem.session.rule.Stall.Facts;
import tandem.session.rule.Stall.Reason;
import tandem.session.rule.Stall.Reason.Code;
import tandem.session.rule.Stall.Step;

class StallTest {
    private static final Instant HELD = Instant.parse("2030-01-08T10:00:00Z");
    private static final Break WEEK = new Break(LocalDate.parse("2030-01-21"), LocalDate.parse("2030-01-27"));

    @Test
    void isDueAfterTwiceTheAgreedCadence() {
        assertThat(firstStep(quiet(7))).isEqualTo("2030-01-22T10:00:00Z");
        assertThat(firstStep(quiet(30))).isEqualTo("2030-03-09T10:00:00Z");
    }

    @Test
    void leavesAgreedBreaksOut() {
        assertThat(firstStep(quiet(7, WEEK))).isEqualTo("2030-01-29T10:00:00Z");
    }

    @Test
    void takesNoStepInABreak() {
        var due = new Break(LocalDate.parse("2030-01-23"), LocalDate.parse("2030-01-29"));
        var inside = Instant.parse("2030-01-24T12:00:00Z");
        var snoozed = new Facts(HELD, 7, List.of(due), 0, null, Instant.parse("2030-01-24T00:00:00Z"), null);

        var verdict = Stall.at(snoozed, inside);

        assertThat(verdict.step()).isEmpty();
        assertThat(verdict.lookAgainAt()).contains(due.to());
    }

    @Test
    void waitsForASessionThatIsBookedButNoLongerThanACadence() {
        var due = HELD.plus(Duration.ofDays(14));

        assertThat(firstStep(awaiting(7, due.plus(Duration.ofDays(2))))).isEqualTo(due.plus(Duration.ofDays(2)));
        assertThat(firstStep(awaiting(7, due.plus(Duration.ofDays(30))))).isEqualTo(due.plus(Duration.ofDays(7)));
    }

    @Test
    void waitsUntilASnoozeIsOver() {
        var until = Instant.parse("2030-02-01T00:00:00Z");

        assertThat(firstStep(new Facts(HELD, 7, List.of(), 0, null, until, null)))
                .isEqualTo(until);
    }

    @Test
    void asksTwiceThenAHumanThenNobody() {
        var steps = run(quiet(30), Duration.ofHours(1));

        assertThat(steps).extracting(Taken::step).containsExactly(Step.PROMPT, Step.SECOND_PROMPT, Step.HUMAN);
        assertThat(steps)
                .extracting(taken -> Duration.between(HELD, taken.at()).toDays())
                .containsExactly(60L, 74L, 88L);
    }

    @Test
    void givesAWeeklyPairAWeekBetweenSteps() {
        assertThat(run(quiet(7), Duration.ofHours(1)))
                .extracting(taken -> Duration.between(HELD, taken.at()).toDays())
                .containsExactly(14L, 21L, 28L);
    }

    @Test
    void saysWhy() {
        var verdict = Stall.at(quiet(7, WEEK), Instant.parse("2030-01-30T10:00:00Z"));

        assertThat(verdict.reasons())
                .containsExactly(
                        new Reason(Code.AGREED_CADENCE_DAYS, 7),
                        new Reason(Code.SILENT_DAYS, 15),
                        new Reason(Code.BREAK_DAYS, 7),
                        new Reason(Code.ALLOWED_DAYS, 14),
                        new Reason(Code.PROMPTS_BEFORE, 0));
    }

    /** Whatever is agreed, booked or snoozed, and however late the keeper looks. */
    @Test
    void takesEachStepOnceInOrderAndNeverLooksBack() {
        var random = new Random(125);
        for (var run = 0; run < 2_000; run++) {
            var first = LocalDate.parse("2030-01-01").plusDays(random.nextInt(80));
            var facts = new Facts(
                    HELD,
                    List.of(1, 7, 14, 30, 90).get(random.nextInt(5)),
                    random.nextBoolean() ? List.of() : List.of(new Break(first, first.plusDays(random.nextInt(42)))),
                    0,
                    null,
                    random.nextBoolean() ? null : HELD.plus(Duration.ofDays(random.nextInt(60))),
                    random.nextBoolean() ? null : HELD.plus(Duration.ofDays(random.nextInt(400))));

            var steps = run(facts, Duration.ofHours(random.nextInt(24 * 20)));

            assertThat(steps).extracting(Taken::step).containsExactly(Step.values());
            assertThat(steps)
                    .noneMatch(taken ->
                            Break.endingAfter(taken.at(), facts.breaks()).isPresent());
            assertThat(steps.getFirst().at()).isAfterOrEqualTo(HELD.plus(Duration.ofDays(2L * facts.cadenceDays())));
            for (var step = 1; step < steps.size(); step++) {
                assertThat(Duration.between(
                                steps.get(step - 1).at(), steps.get(step).at()))
                        .isGreaterThanOrEqualTo(Duration.ofDays(7));
            }
        }
    }

    /** A step, and when it was taken. */
    private record Taken(Step step, Instant at) {}

    /** The keeper looks when it said it would, so much too late. */
    private static List<Taken> run(Facts facts, Duration late) {
        List<Taken> taken = new ArrayList<>();
        var now = facts.since();
        var known = facts;
        for (var looks = 0; looks < 50; looks++) {
            var at = now;
            var verdict = Stall.at(known, at);
            verdict.step().ifPresent(step -> taken.add(new Taken(step, at)));
            if (verdict.step().isPresent()) {
                known = told(known, at);
            }
            if (verdict.lookAgainAt().isEmpty()) {
                return taken;
            }
            assertThat(verdict.lookAgainAt().get()).isAfter(at);
            now = verdict.lookAgainAt().get().plus(taken.isEmpty() ? Duration.ZERO : late);
        }
        throw new AssertionError("The keeper finds no end: " + known);
    }

    private static Facts told(Facts facts, Instant at) {
        return new Facts(
                facts.since(),
                facts.cadenceDays(),
                facts.breaks(),
                facts.told() + 1,
                at,
                facts.snoozedUntil(),
                facts.awaited());
    }

    private static Instant firstStep(Facts facts) {
        return run(facts, Duration.ZERO).getFirst().at();
    }

    private static Facts quiet(int cadenceDays, Break... breaks) {
        return new Facts(HELD, cadenceDays, List.of(breaks), 0, null, null, null);
    }

    private static Facts awaiting(int cadenceDays, @Nullable Instant awaited) {
        return new Facts(HELD, cadenceDays, List.of(), 0, null, null, awaited);
    }
}
