package tandem.intake.intake;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tandem.events.Pathway;

/** How many went from which pathway to which; for readers who may see nobody, without the groups that would show somebody. */
public final class Crosstab {

    private final Map<Way, Integer> counts = new TreeMap<>();

    void count(Pathway from, Pathway to) {
        counts.merge(new Way(from, to), 1, Integer::sum);
    }

    int total() {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    int changed() {
        return counts.entrySet().stream()
                .filter(entry -> entry.getKey().from() != entry.getKey().to())
                .mapToInt(Map.Entry::getValue)
                .sum();
    }

    List<Cell> cells() {
        return cells(Set.of());
    }

    /**
     * The cells with small groups hidden, directly and by remainder: in every row, every column and the whole table the hidden cells
     * are none, or at least two of them with {@code k} people together, as far as there are cells to hide.
     */
    List<Cell> cellsHiding(int k) {
        return cells(hidden(k));
    }

    /** Whether the count of those who changed, or of the others, would show a group smaller than {@code k}. */
    boolean tellsTooMuch(int k) {
        var changed = changed();
        var same = total() - changed;
        return (changed > 0 && changed < k) || (same > 0 && same < k);
    }

    private Set<Way> hidden(int k) {
        var hidden = new LinkedHashSet<Way>();
        counts.forEach((way, count) -> {
            if (count < k) {
                hidden.add(way);
            }
        });
        boolean again = !hidden.isEmpty();
        while (again) {
            again = false;
            for (var line : lines()) {
                again |= hideRemainder(line, hidden, k);
            }
        }
        return hidden;
    }

    private boolean hideRemainder(Predicate<Way> line, Set<Way> hidden, int k) {
        var inLine = counts.keySet().stream().filter(line).toList();
        var gone = inLine.stream().filter(hidden::contains).toList();
        var people = gone.stream().mapToInt(counts::get).sum();
        if (gone.isEmpty() || (gone.size() > 1 && people >= k)) {
            return false;
        }
        return inLine.stream()
                .filter(way -> !hidden.contains(way))
                .min(Comparator.comparing(counts::get))
                .map(hidden::add)
                .orElse(false);
    }

    private static List<Predicate<Way>> lines() {
        var lines = new ArrayList<Predicate<Way>>();
        for (var pathway : Pathway.values()) {
            lines.add(way -> way.from() == pathway);
            lines.add(way -> way.to() == pathway);
        }
        lines.add(way -> true);
        return lines;
    }

    private List<Cell> cells(Set<Way> hidden) {
        return counts.entrySet().stream()
                .map(entry -> new Cell(
                        entry.getKey().from(),
                        entry.getKey().to(),
                        hidden.contains(entry.getKey()) ? null : entry.getValue()))
                .toList();
    }

    /** From one pathway to another, or to the same. */
    private record Way(Pathway from, Pathway to) implements Comparable<Way> {
        @Override
        public int compareTo(Way other) {
            return Comparator.comparing(Way::from).thenComparing(Way::to).compare(this, other);
        }
    }

    /** How many went this way; null where the group is too small to be shown. */
    public record Cell(Pathway from, Pathway to, @Nullable Integer count) {}
}
