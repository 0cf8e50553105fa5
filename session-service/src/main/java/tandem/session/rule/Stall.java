package tandem.session.rule;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whether a pair has stalled, and what the keeper does about it (R125): a prompt, a second one, a named human. The model of a stall and
 * what this rule finds of simulated ones: {@code docs/keeper.md}.
 *
 * <p>The first step is due when twice the agreed cadence has passed without a session, breaks left out. It waits while a session the
 * two have booked within the next cadence may still end the silence, but never longer than one cadence, or rebooking would put it off
 * for ever. The further steps follow a cadence apart, at least a week and at most a fortnight. No step is taken in a break, or before
 * a snooze is over. One step at a time: a keeper that looks late catches up on nothing.
 */
public final class Stall {

    private static final int CADENCES = 2;
    private static final int APART_DAYS_MIN = 7;
    private static final int APART_DAYS_MAX = 14;

    private Stall() {}

    /** What the keeper does, in this order, each at most once in a silence. */
    public enum Step {
        /** Both sides are asked. */
        PROMPT,
        SECOND_PROMPT,
        /** A named human is asked. */
        HUMAN
    }

    /** Why somebody is asked: a code, and the number that belongs to it. */
    public record Reason(Code code, int number) {

        /** What the number counts. */
        public enum Code {
            AGREED_CADENCE_DAYS,
            /** Since the pair last met or, before it ever did, since the engagement began; without the breaks. */
            SILENT_DAYS,
            BREAK_DAYS,
            /** How long a silence is nobody's concern. */
            ALLOWED_DAYS,
            PROMPTS_BEFORE
        }
    }

    /**
     * What is known of a pair.
     *
     * @param since the end of the last session held, or the start
     * @param breaks agreed on, in any order
     * @param told the steps taken in this silence
     * @param toldAt when the last of them was; null before the first
     * @param snoozedUntil null when nobody asked for time
     * @param awaited until when a session that was booked may still turn out held; null when none is booked within the next cadence
     */
    public record Facts(
            Instant since,
            int cadenceDays,
            List<Break> breaks,
            int told,
            @Nullable Instant toldAt,
            @Nullable Instant snoozedUntil,
            @Nullable Instant awaited) {}

    /**
     * What to do now.
     *
     * @param step to be taken now, if any
     * @param reasons for it, or against it as it stands
     * @param lookAgainAt always later than now; empty when the keeper has done all it can until the pair meets
     */
    public record Verdict(Optional<Step> step, List<Reason> reasons, Optional<Instant> lookAgainAt) {}

    /** What is to be done at {@code now}, and when to ask again. */
    public static Verdict at(Facts facts, Instant now) {
        var reasons = reasons(facts, now);
        if (facts.told() >= Step.values().length) {
            return new Verdict(Optional.empty(), reasons, Optional.empty());
        }
        var due = dueAt(facts);
        var dueAt =
                due.isAfter(now) ? due : Break.endingAfter(now, facts.breaks()).orElse(due);
        if (dueAt.isAfter(now)) {
            return new Verdict(Optional.empty(), reasons, Optional.of(dueAt));
        }
        var last = facts.told() + 1 == Step.values().length;
        return new Verdict(
                Optional.of(Step.values()[facts.told()]),
                reasons,
                last
                        ? Optional.empty()
                        : Optional.of(Silence.reaches(now, apart(facts.cadenceDays()), facts.breaks())));
    }

    /** The earliest instant at which the next step may be taken. */
    private static Instant dueAt(Facts facts) {
        var due = facts.toldAt() == null
                ? Silence.reaches(facts.since(), allowed(facts.cadenceDays()), facts.breaks())
                : Silence.reaches(facts.toldAt(), apart(facts.cadenceDays()), facts.breaks());
        var latest = due.plus(Duration.ofDays(facts.cadenceDays()));
        var awaited = Stream.ofNullable(facts.awaited())
                .map(until -> until.isAfter(latest) ? latest : until)
                .toList();
        var waited = Stream.of(Stream.of(due), awaited.stream(), Stream.ofNullable(facts.snoozedUntil()))
                .flatMap(instants -> instants)
                .max(Instant::compareTo)
                .orElse(due);
        return Break.endingAfter(waited, facts.breaks()).orElse(waited);
    }

    /** What can be said of the silence at {@code now}, to whoever asks why. */
    public static List<Reason> reasons(Facts facts, Instant now) {
        return List.of(
                new Reason(Reason.Code.AGREED_CADENCE_DAYS, facts.cadenceDays()),
                new Reason(Reason.Code.SILENT_DAYS, days(Silence.lasted(facts.since(), now, facts.breaks()))),
                new Reason(Reason.Code.BREAK_DAYS, days(Silence.within(facts.since(), now, facts.breaks()))),
                new Reason(Reason.Code.ALLOWED_DAYS, days(allowed(facts.cadenceDays()))),
                new Reason(Reason.Code.PROMPTS_BEFORE, facts.told()));
    }

    private static Duration allowed(int cadenceDays) {
        return Duration.ofDays((long) CADENCES * cadenceDays);
    }

    private static Duration apart(int cadenceDays) {
        return Duration.ofDays(Math.clamp(cadenceDays, APART_DAYS_MIN, APART_DAYS_MAX));
    }

    private static int days(Duration duration) {
        return (int) duration.toDays();
    }
}
