package tandem.analytics.publication;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tandem.analytics.publication.Press.Share;
import tandem.analytics.publication.Press.Told;

/**
 * Somebody with a computer, who keeps every publication and knows besides which of the smallest groups did not change from one to the
 * next. All told sums of all publications together are equations; what follows from them about a group of few, or about a change that
 * few made, is a leak. Solved exactly, modulo a prime.
 */
final class Attack {
    private static final long PRIME = 2_147_483_647;

    private final SortedMap<Instant, List<Share>> truths;
    private final Map<String, Integer> unknowns = new HashMap<>();
    private final List<long[]> basis = new ArrayList<>();

    private Attack(Map<Instant, List<Share>> truths) {
        this.truths = new TreeMap<>(truths);
    }

    /**
     * What follows about few.
     *
     * @param told every publication, each with its figures
     * @param truths who stood behind what at the moments they tell
     */
    static List<String> on(Collection<List<Told>> told, Map<Instant, List<Share>> truths) {
        var attack = new Attack(truths);
        attack.nameUnknowns();
        told.forEach(publication -> publication.stream()
                .filter(cell -> !cell.hidden())
                .forEach(cell -> attack.learn(attack.sum(cell.asOf(), cell.key()))));
        return attack.leaks();
    }

    /** One unknown per smallest cell and moment; the same one where nobody's part of it changed. */
    private void nameUnknowns() {
        Map<String, Map<String, String>> before = Map.of();
        Map<String, Integer> names = new HashMap<>();
        var next = 0;
        var atoms = truths.values().stream()
                .flatMap(List::stream)
                .map(Attack::atom)
                .collect(Collectors.toCollection(TreeSet::new));
        for (var moment : truths.entrySet()) {
            var shares = shares(moment.getValue());
            for (var atom : atoms) {
                var same = names.containsKey(atom)
                        && shares.getOrDefault(atom, Map.of()).equals(before.getOrDefault(atom, Map.of()));
                if (!same) {
                    names.put(atom, shares.containsKey(atom) ? next++ : -1);
                }
                unknowns.put(moment.getKey() + "|" + atom, names.getOrDefault(atom, -1));
            }
            before = shares;
        }
    }

    private static Map<String, Map<String, String>> shares(List<Share> truth) {
        Map<String, Map<String, String>> shares = new HashMap<>();
        truth.forEach(share -> shares.computeIfAbsent(atom(share), none -> new HashMap<>())
                .put(share.person(), share.hits() + "/" + share.total()));
        return shares;
    }

    private static String atom(Share share) {
        return share.programme() + "|" + share.track() + "|" + share.week();
    }

    private long[] sum(Instant moment, String cell) {
        var row = new long[width()];
        unknowns.forEach((name, unknown) -> {
            var atom = name.substring(name.indexOf('|') + 1);
            if (unknown >= 0 && name.startsWith(moment + "|") && isIn(atom, cell)) {
                row[unknown] = 1;
            }
        });
        return row;
    }

    private int width() {
        return unknowns.values().stream().mapToInt(Integer::intValue).max().orElse(-1) + 1;
    }

    private static boolean isIn(String atom, String cell) {
        var parts = atom.split("\\|", -1);
        var of = cell.split("\\|", -1);
        for (var i = 0; i < parts.length; i++) {
            if (!of[i].equals("*") && !of[i].equals(parts[i])) {
                return false;
            }
        }
        return true;
    }

    private void learn(long[] row) {
        reduce(row);
        var lead = lead(row);
        if (lead >= 0) {
            var inverse = power(row[lead], PRIME - 2);
            for (var i = 0; i < row.length; i++) {
                row[i] = row[i] * inverse % PRIME;
            }
            basis.add(row);
        }
    }

    private boolean follows(long[] row) {
        reduce(row);
        return lead(row) < 0;
    }

    private void reduce(long[] row) {
        for (var known : basis) {
            var factor = row[lead(known)];
            if (factor != 0) {
                for (var i = 0; i < row.length; i++) {
                    row[i] = Math.floorMod(row[i] - factor * known[i] % PRIME, PRIME);
                }
            }
        }
    }

    private static int lead(long[] row) {
        for (var i = 0; i < row.length; i++) {
            if (row[i] != 0) {
                return i;
            }
        }
        return -1;
    }

    private static long power(long base, long exponent) {
        var result = 1L;
        var square = base;
        for (var left = exponent; left > 0; left >>= 1) {
            if ((left & 1) == 1) {
                result = result * square % PRIME;
            }
            square = square * square % PRIME;
        }
        return result;
    }

    private List<String> leaks() {
        var leaks = new ArrayList<String>();
        var moments = new ArrayList<>(truths.keySet());
        for (var i = 0; i < moments.size(); i++) {
            for (var cell : cells()) {
                var people = people(moments.get(i), cell);
                if (isFew(people.size()) && follows(sum(moments.get(i), cell))) {
                    leaks.add("%s at %s: %d people".formatted(cell, moments.get(i), people.size()));
                }
                for (var j = 0; j < i; j++) {
                    var changed = changed(moments.get(j), moments.get(i), cell);
                    if (isFew(changed) && follows(difference(sum(moments.get(i), cell), sum(moments.get(j), cell)))) {
                        leaks.add("change of %s from %s to %s: %d people"
                                .formatted(cell, moments.get(j), moments.get(i), changed));
                    }
                }
            }
        }
        return leaks;
    }

    private static boolean isFew(int people) {
        return people > 0 && people < Press.k();
    }

    private static long[] difference(long[] to, long[] from) {
        for (var i = 0; i < to.length; i++) {
            to[i] = Math.floorMod(to[i] - from[i], PRIME);
        }
        return to;
    }

    /** All cells there are, coarse and fine. */
    private Set<String> cells() {
        Set<String> cells = new TreeSet<>();
        truths.values().stream().flatMap(List::stream).forEach(share -> {
            for (var mask = 0; mask < 8; mask++) {
                cells.add(((mask & 1) == 0 ? "*" : share.programme()) + "|" + ((mask & 2) == 0 ? "*" : share.track())
                        + "|" + ((mask & 4) == 0 ? "*" : share.week()));
            }
        });
        return cells;
    }

    private Map<String, String> people(Instant moment, String cell) {
        Map<String, long[]> sums = new HashMap<>();
        for (var share : truths.getOrDefault(moment, List.of())) {
            if (isIn(atom(share), cell)) {
                var sum = sums.computeIfAbsent(share.person(), none -> new long[2]);
                sum[0] += share.hits();
                sum[1] += share.total();
            }
        }
        return sums.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, sum -> sum.getValue()[0] + "/" + sum.getValue()[1]));
    }

    private int changed(Instant from, Instant to, String cell) {
        var before = people(from, cell);
        var after = people(to, cell);
        var everybody = new HashSet<>(before.keySet());
        everybody.addAll(after.keySet());
        return (int) everybody.stream()
                .filter(person -> !before.getOrDefault(person, "").equals(after.getOrDefault(person, "")))
                .count();
    }
}
