package tandem.matching.capacity;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How far off the forecasts of the last weeks were, one week ahead. A wave nobody had told of shows here.
 *
 * @param weeks how many forecasts could be compared
 * @param absolute mean distance between forecast and what came, per week
 * @param bias mean of forecast less what came: above 0, too much was expected
 */
public record ForecastError(int weeks, BigDecimal absolute, BigDecimal bias) {

    /** Older forecasts say little about how good they are now. */
    public static final int WEEKS_LOOKED_BACK = 8;

    /**
     * What was kept on the Monday of a week.
     *
     * @param arriving leaders expected to come to need a seat in it
     * @param freed seats expected to come free in it
     * @param due leaders who had come to need a seat before it, ever
     */
    public record Kept(LocalDate week, int arriving, int freed, int due) {}

    /** Leaders: what came is by how many more the following Monday knew of. Weeks without a following one are left out. */
    public static Optional<ForecastError> ofArrivals(List<Kept> kept) {
        var errors = new ArrayList<Integer>();
        var inOrder = inOrder(kept);
        for (int i = 0; i + 1 < inOrder.size(); i++) {
            var week = inOrder.get(i);
            var next = inOrder.get(i + 1);
            if (next.week().equals(week.week().plusWeeks(1))) {
                errors.add(week.arriving() - Math.max(0, next.due() - week.due()));
            }
        }
        return of(errors);
    }

    /**
     * Seats: what came is how many engagements ended in the week.
     *
     * @param ended by the Monday of their week
     * @param today only weeks over by then are compared
     */
    public static Optional<ForecastError> ofSeats(List<Kept> kept, Map<LocalDate, Integer> ended, LocalDate today) {
        return of(inOrder(kept).stream()
                .filter(week -> !week.week().plusWeeks(1).isAfter(today))
                .map(week -> week.freed() - ended.getOrDefault(week.week(), 0))
                .toList());
    }

    private static List<Kept> inOrder(List<Kept> kept) {
        return kept.stream().sorted(Comparator.comparing(Kept::week)).toList();
    }

    private static Optional<ForecastError> of(List<Integer> errors) {
        if (errors.isEmpty()) {
            return Optional.empty();
        }
        int absolute = errors.stream().mapToInt(Math::abs).sum();
        int signed = errors.stream().mapToInt(error -> error).sum();
        return Optional.of(
                new ForecastError(errors.size(), mean(absolute, errors.size()), mean(signed, errors.size())));
    }

    private static BigDecimal mean(int sum, int n) {
        return BigDecimal.valueOf(sum).divide(BigDecimal.valueOf(n), 2, RoundingMode.HALF_UP);
    }
}
