package tandem.simulator.play;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.IntPredicate;
import tandem.simulator.calendar.MeetingSeries;

/** A series of meetings of one engagement with what is going to become of each; the play asks it what is due on a day. */
final class Meeting {
    private static final int CANCELLED_AHEAD = 3;
    private static final int MOVED_AHEAD = 4;

    private final UUID engagement;
    private final MeetingSeries series;
    private final List<Fate> fates;
    private final List<Boolean> moves;
    private final boolean entered;
    private boolean byHand;
    private boolean over;

    Meeting(UUID engagement, MeetingSeries series, List<Fate> fates, List<Boolean> moves) {
        this(engagement, series, fates, moves, false);
    }

    private Meeting(UUID engagement, MeetingSeries series, List<Fate> fates, List<Boolean> moves, boolean entered) {
        this.engagement = engagement;
        this.series = series;
        this.fates = new ArrayList<>(fates);
        this.moves = List.copyOf(moves);
        this.entered = entered;
        this.byHand = entered;
    }

    /** A meeting that is in nobody's calendar: one side enters it on its day. */
    static Meeting entered(UUID engagement, MeetingSeries series) {
        return new Meeting(engagement, series, List.of(Fate.HELD_BOTH), List.of(false), true);
    }

    boolean isEntered() {
        return entered;
    }

    UUID engagement() {
        return engagement;
    }

    MeetingSeries series() {
        return series;
    }

    int count() {
        return fates.size();
    }

    Fate fate(int occurrence) {
        return fates.get(occurrence);
    }

    boolean isByHand() {
        return byHand;
    }

    /** The calendar may no longer be read: what is planned stays, nothing moves by itself, attendance is logged by hand. */
    void continueByHand(Instant now) {
        byHand = true;
        for (var occurrence = 0; occurrence < fates.size(); occurrence++) {
            if (series.startsAt(occurrence).isAfter(now) && fates.get(occurrence) != Fate.NO_SHOW) {
                fates.set(occurrence, Fate.HELD_BOTH);
            }
        }
    }

    boolean isOver() {
        return over;
    }

    /** The engagement ended: nothing more happens. */
    void end() {
        over = true;
    }

    List<Integer> heldOn(LocalDate day) {
        return occurrences(occurrence -> dayOf(occurrence).equals(day) && !series.isCancelled(occurrence));
    }

    List<Integer> movedOn(LocalDate day) {
        return occurrences(occurrence -> occurrence > 0
                && !byHand
                && moves.get(occurrence)
                && fates.get(occurrence).isHeld()
                && dayOf(occurrence).minusDays(MOVED_AHEAD).equals(day));
    }

    List<Integer> cancelledOn(LocalDate day) {
        return occurrences(occurrence -> !byHand
                && switch (fates.get(occurrence)) {
                    case CANCELLED ->
                        dayOf(occurrence).minusDays(CANCELLED_AHEAD).equals(day);
                    case CANCELLED_LATE -> dayOf(occurrence).equals(day);
                    default -> false;
                });
    }

    /** Two hours later on the same day, so that the week and the cadence stay. */
    String move(int occurrence, Instant now) {
        return series.move(occurrence, series.plannedStart(occurrence).plus(Duration.ofHours(2)), now);
    }

    private LocalDate dayOf(int occurrence) {
        return series.startsAt(occurrence).atZone(ZoneOffset.UTC).toLocalDate();
    }

    private List<Integer> occurrences(IntPredicate wanted) {
        if (over) {
            return List.of();
        }
        var found = new ArrayList<Integer>();
        for (var occurrence = 0; occurrence < fates.size(); occurrence++) {
            if (wanted.test(occurrence)) {
                found.add(occurrence);
            }
        }
        return found;
    }
}
