package tandem.session.rule;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What has to change for the sessions of a meeting to be what its calendar says.
 *
 * @param schedule occurrences without a session
 * @param move sessions that get another occurrence; one that was cancelled stands again
 * @param cancel sessions to be cancelled
 */
public record Reconciliation<S>(List<Slot> schedule, Map<S, Slot> move, List<S> cancel) {

    /** A session as the reconciliation sees it, with the occurrence it stands for. */
    public record Existing<S>(S session, Slot slot, Standing standing) {}

    /** What may still happen to a session. */
    public enum Standing {
        /** It is to take place. */
        STANDS,
        /** The calendar took it out and may put it back. */
        CALLED_OFF,
        /** Held, missed or cancelled by hand: it keeps its occurrence and stays as it is. */
        CLOSED
    }

    /**
     * Compares {@code existing} with {@code series}. A session whose occurrence vanished without being called off moves to an
     * occurrence that has none: a series shifted from Tuesdays to Wednesdays is moved, not cancelled and made anew. Of sessions
     * that have begun only those called off one by one are touched; rewriting a series neither changes nor adds to its past.
     */
    public static <S> Reconciliation<S> of(List<Existing<S>> existing, Series series, Term term, Instant now) {
        Map<Instant, Slot> open = new LinkedHashMap<>();
        series.standing().stream().filter(term::holds).forEach(slot -> open.put(slot.original(), slot));
        Map<S, Slot> move = new HashMap<>();
        List<S> cancel = new ArrayList<>();
        List<Existing<S>> adrift = new ArrayList<>();
        for (var session : existing) {
            var slot = open.remove(session.slot().original());
            if (slot != null) {
                if (moves(session, slot, now)) {
                    move.put(session.session(), slot);
                }
            } else if (session.standing() == Standing.STANDS) {
                switch (absence(session, series, existing.size(), now)) {
                    case CALLED_OFF -> cancel.add(session.session());
                    case ADRIFT -> adrift.add(session);
                    case PAST -> {}
                }
            }
        }
        var vacant = new ArrayList<>(open.values().stream()
                .filter(slot -> slot.startsAt().isAfter(now))
                .toList());
        adrift.sort(Comparator.comparing(session -> session.slot().startsAt()));
        for (var session : adrift) {
            if (vacant.isEmpty()) {
                cancel.add(session.session());
            } else {
                var slot = vacant.removeFirst();
                open.remove(slot.original());
                move.put(session.session(), slot);
            }
        }
        var hasBegun =
                existing.stream().anyMatch(session -> !session.slot().startsAt().isAfter(now));
        var schedule = open.values().stream()
                .filter(slot -> !hasBegun || slot.startsAt().isAfter(now))
                .toList();
        return new Reconciliation<>(schedule, Map.copyOf(move), List.copyOf(cancel));
    }

    private enum Absence {
        CALLED_OFF,
        ADRIFT,
        PAST
    }

    private static boolean moves(Existing<?> session, Slot slot, Instant now) {
        return switch (session.standing()) {
            case STANDS -> !slot.equals(session.slot());
            case CALLED_OFF -> slot.startsAt().isAfter(now);
            case CLOSED -> false;
        };
    }

    private static Absence absence(Existing<?> session, Series series, int sessions, Instant now) {
        Set<Instant> calledOff = series.calledOff();
        if (calledOff.contains(session.slot().original()) || (series.isCancelled() && sessions == 1)) {
            return Absence.CALLED_OFF;
        }
        if (!session.slot().startsAt().isAfter(now)) {
            return Absence.PAST;
        }
        return series.isCancelled() ? Absence.CALLED_OFF : Absence.ADRIFT;
    }
}
