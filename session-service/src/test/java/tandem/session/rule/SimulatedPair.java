package tandem.session.rule;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * A pair as the stall model of {@code docs/keeper.md} makes it: a cadence, its rhythm, holidays told and untold, skipped meetings, what
 * stands in the calendar, and perhaps a stall. Days are counted from the start of the engagement.
 */
final class SimulatedPair {

    private static final LocalDate START = LocalDate.parse("2030-01-01");
    private static final double STALLS = 0.35;
    private static final double RECOVERS = 0.25;
    private static final double SKIPS = 0.12;
    private static final double JITTER = 0.12;
    private static final double BOOKS_AHEAD = 0.7;
    private static final double LEAVE = 0.6;
    private static final double LEAVE_TOLD = 0.7;
    private static final double PAUSE = 0.1;
    private static final int TOLD_AHEAD = 7;
    private static final int CLOSED_FROM = 100;
    private static final int CLOSED_DAYS = 14;

    /** Days away; one nobody told the keeper of is none to it. */
    record Away(int first, int last, boolean told) {
        boolean covers(double day) {
            return day >= first && day < last + 1;
        }

        Break asBreak() {
            return new Break(START.plusDays(first), START.plusDays(last));
        }
    }

    /** A meeting in the calendar, from when it stands there until it is called off; one that is held is never called off. */
    record Booking(double at, double from, double calledOff) {}

    /** From the day the next meeting should have been until they meet again, or the end. */
    record Stalled(double onset, double over) {}

    private final Random random;
    private final int cadenceDays;
    private final int term;
    private final List<Away> away = new ArrayList<>();
    private final List<Double> held = new ArrayList<>();
    private final List<Booking> bookings = new ArrayList<>();
    private Optional<Stalled> stalled = Optional.empty();

    SimulatedPair(Random random) {
        this.random = random;
        this.cadenceDays = pick();
        this.term = cadenceDays == 30 ? 270 : 180;
        goAway();
        live();
    }

    int cadenceDays() {
        return cadenceDays;
    }

    int term() {
        return term;
    }

    Optional<Stalled> stalled() {
        return stalled;
    }

    /** Until when a keeper that finds the stall finds it in time: one and a half cadences after its onset, three weeks at least. */
    double usefulUntil() {
        return stalled.orElseThrow().onset() + Math.max(21, 1.5 * cadenceDays);
    }

    /** The last session held by that day, or the start. */
    double lastHeld(int day) {
        return held.stream().filter(at -> at <= day).max(Double::compare).orElse(0.0);
    }

    /** The breaks the keeper knows of by that day. */
    List<Break> breaksKnown(int day) {
        return away.stream()
                .filter(days -> days.told() && days.first() - TOLD_AHEAD <= day)
                .map(Away::asBreak)
                .toList();
    }

    /** The next meeting in the calendar that day, if it is within a cadence; half a day later it is settled. */
    Optional<Double> awaited(int day) {
        return bookings.stream()
                .filter(booking -> booking.from() <= day && booking.calledOff() > day)
                .map(Booking::at)
                .filter(at -> at + 0.5 > day && at <= day + cadenceDays)
                .min(Double::compare)
                .map(at -> at + 0.5);
    }

    static Instant instant(double day) {
        return START.atStartOfDay(ZoneOffset.UTC).toInstant().plus(Duration.ofMinutes(Math.round(day * 24 * 60)));
    }

    private int pick() {
        var dice = random.nextDouble();
        if (dice < 0.3) {
            return 7;
        }
        return dice < 0.65 ? 14 : 30;
    }

    private void goAway() {
        away.add(new Away(CLOSED_FROM, CLOSED_FROM + CLOSED_DAYS - 1, true));
        if (random.nextDouble() < LEAVE) {
            var first = 20 + random.nextInt(term - 60);
            away.add(new Away(first, first + 6 + random.nextInt(15), random.nextDouble() < LEAVE_TOLD));
        }
        if (random.nextDouble() < PAUSE) {
            var first = 20 + random.nextInt(term - 80);
            away.add(new Away(first, first + 27 + random.nextInt(15), true));
        }
    }

    private void live() {
        var books = random.nextDouble() < BOOKS_AHEAD;
        var stallsAfter = random.nextDouble() < STALLS ? 1 + random.nextInt(Math.max(1, term / cadenceDays - 2)) : -1;
        var at = (double) (3 + random.nextInt(8));
        while (at < term) {
            held.add(at);
            if (held.size() == stallsAfter) {
                at = stall(at, books);
            } else {
                at = meetNext(at, books);
            }
        }
    }

    /** The next meeting of a pair that goes on: some are skipped, on the day before as often as weeks ahead. */
    private double meetNext(double last, boolean books) {
        var booked = last;
        var next = present(last + cadence());
        while (random.nextDouble() < SKIPS) {
            if (books) {
                bookings.add(new Booking(next, booked, next - random.nextDouble() * 3));
            }
            booked = next;
            next = present(next + cadence());
        }
        if (books) {
            bookings.add(new Booking(next, booked, Double.MAX_VALUE));
        }
        return next;
    }

    /** They stop. What stands in the calendar may stay there, and is not held; some put it off once more. */
    private double stall(double last, boolean books) {
        var next = present(last + cadenceDays);
        if (books && random.nextBoolean()) {
            bookings.add(new Booking(next, last, next + 0.5));
            if (random.nextBoolean()) {
                var again = present(next + cadenceDays);
                bookings.add(new Booking(again, next, again + 0.5));
            }
        }
        var over = random.nextDouble() < RECOVERS ? present(last + cadenceDays * (4 + 2 * random.nextDouble())) : term;
        stalled = Optional.of(new Stalled(next, Math.min(over, term)));
        return over;
    }

    private double cadence() {
        return Math.max(1, cadenceDays * (1 + JITTER * random.nextGaussian()));
    }

    /** The day, or some days after what keeps them away on it. */
    private double present(double day) {
        for (var days : away.stream()
                .sorted((one, other) -> one.first() - other.first())
                .toList()) {
            if (days.covers(day)) {
                return present(days.last() + 1 + 5 * random.nextDouble());
            }
        }
        return day;
    }
}
