package tandem.matching.review;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Counts of groups without those too small to be shown. What is left out is at least {@code k} in all, or nothing: otherwise the sum
 * less what is shown would tell it.
 *
 * @param shown counts of {@code k} and more, in the order of their keys
 * @param rest the others together; null when they, or all of them, are fewer than {@code k}
 */
record SmallGroups<K extends Comparable<? super K>>(
        Map<K, Integer> shown, @Nullable Integer rest) {

    static <K extends Comparable<? super K>> SmallGroups<K> of(Map<K, Integer> counts, int k) {
        var shown = new LinkedHashMap<K, Integer>();
        counts.entrySet().stream()
                .filter(group -> group.getValue() >= k)
                .sorted(Map.Entry.comparingByKey())
                .forEach(group -> shown.put(group.getKey(), group.getValue()));
        int hidden = sum(counts) - sum(shown);
        while (hidden > 0 && hidden < k && !shown.isEmpty()) {
            var smallest = shown.entrySet().stream()
                    .min(Map.Entry.<K, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                    .orElseThrow();
            shown.remove(smallest.getKey());
            hidden += smallest.getValue();
        }
        return new SmallGroups<>(shown, hidden == 0 || hidden >= k ? (Integer) hidden : null);
    }

    private static int sum(Map<?, Integer> counts) {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }
}
