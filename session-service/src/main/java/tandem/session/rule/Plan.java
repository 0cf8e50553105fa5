package tandem.session.rule;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import tandem.events.Track;

/**
 * What an agreement lets its two sides expect (R4, R68, R69): one meeting in every interval of the cadence, and the days on which they
 * look back. Intervals are those of the metric of cadence adherence (rulebook C11): counted from the first day, and one cut short by
 * the end is none.
 */
public final class Plan {

    private static final int INTERVALS_MAX = 400;
    private static final int MONTHS_MAX = 60;

    private Plan() {}

    /** What the plan is made of; the same that both signed. */
    public record Terms(Track track, CadenceTemplate template, int cadenceDays, LocalDate startsOn, LocalDate endsOn) {}

    /** An interval in which one meeting is expected, both days included. */
    public record Expected(int number, LocalDate from, LocalDate until) {}

    /** What became of an interval. */
    public enum Standing {
        HELD,
        BOOKED,
        /** More than half of its days are a break: nobody is expected to meet. */
        PAUSED,
        /** It is over, and nobody met. */
        MISSED,
        /** It is on, and nothing is booked. */
        OPEN,
        AHEAD
    }

    /** A session as far as the plan is concerned. */
    public record Meeting(LocalDate on, boolean held) {}

    /** A day on which the two look back, by its code. */
    public record Milestone(Kind kind, String code, LocalDate dueOn) {

        /** What is done on it. */
        public enum Kind {
            /** Coaching looks at its goals every five weeks (R65). */
            CHECKPOINT,
            /** Mentoring reviews its milestones every quarter (R66). */
            QUARTERLY_REVIEW,
            /** A figure of the goal is to be seen by then (R119). */
            SNAPSHOT,
            /** Half an hour of feedback from those around the leader (R69). */
            STAKEHOLDER_FEEDBACK,
            /** Both look back at the whole (R122). */
            CLOSING_REVIEW
        }
    }

    /** The intervals of the term, by time. */
    public static List<Expected> intervals(Terms terms) {
        return IntStream.range(0, INTERVALS_MAX)
                .mapToObj(number -> interval(terms, number))
                .takeWhile(interval -> !interval.until().isAfter(terms.endsOn()))
                .toList();
    }

    /** What became of it, as of today. */
    public static Standing standing(
            Expected interval, Collection<Meeting> meetings, Collection<Break> breaks, LocalDate today) {
        var within = meetings.stream()
                .filter(meeting ->
                        !meeting.on().isBefore(interval.from()) && !meeting.on().isAfter(interval.until()))
                .toList();
        if (within.stream().anyMatch(Meeting::held)) {
            return Standing.HELD;
        }
        if (within.stream().anyMatch(meeting -> !meeting.on().isBefore(today))) {
            return Standing.BOOKED;
        }
        if (isPaused(interval, breaks)) {
            return Standing.PAUSED;
        }
        if (interval.until().isBefore(today)) {
            return Standing.MISSED;
        }
        return interval.from().isAfter(today) ? Standing.AHEAD : Standing.OPEN;
    }

    /** All days on which the two look back, by time. */
    public static List<Milestone> milestones(Terms terms) {
        var review = terms.track() == Track.COACHING ? Milestone.Kind.CHECKPOINT : Milestone.Kind.QUARTERLY_REVIEW;
        List<Milestone> milestones = new ArrayList<>();
        Checkpoints.of(terms.track(), terms.startsOn(), terms.endsOn())
                .forEach(checkpoint -> milestones.add(new Milestone(review, checkpoint.code(), checkpoint.dueOn())));
        Checkpoints.snapshots(terms.track(), terms.startsOn(), terms.endsOn())
                .forEach(snapshot ->
                        milestones.add(new Milestone(Milestone.Kind.SNAPSHOT, snapshot.code(), snapshot.dueOn())));
        if (terms.template() == CadenceTemplate.SPRINT) {
            IntStream.rangeClosed(1, MONTHS_MAX)
                    .mapToObj(month -> new Milestone(
                            Milestone.Kind.STAKEHOLDER_FEEDBACK,
                            "feedback-" + month,
                            terms.startsOn().plusMonths(month)))
                    .takeWhile(feedback -> !feedback.dueOn().isAfter(terms.endsOn()))
                    .forEach(milestones::add);
        }
        milestones.add(new Milestone(Milestone.Kind.CLOSING_REVIEW, "closing", terms.endsOn()));
        return milestones.stream()
                .sorted(Comparator.comparing(Milestone::dueOn).thenComparing(Milestone::kind))
                .toList();
    }

    private static Expected interval(Terms terms, int number) {
        var from = terms.startsOn().plusDays((long) number * terms.cadenceDays());
        return new Expected(number + 1, from, from.plusDays(terms.cadenceDays() - 1L));
    }

    private static boolean isPaused(Expected interval, Collection<Break> breaks) {
        var days = interval.from().datesUntil(interval.until().plusDays(1)).toList();
        var free = days.stream()
                .filter(day -> breaks.stream().anyMatch(known -> known.covers(day)))
                .count();
        return 2 * free > days.size();
    }
}
