package tandem.verify.bench;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tandem.local.Checkout;

/** {@code ./tandem bench NAME}: prints a table, writes {@code target/bench/NAME.json}; exit code 0 when every floor holds. */
public final class Bench {

    /** A named group of measures. */
    @FunctionalInterface
    interface Group {
        List<Result> run(Checkout checkout, Rounds rounds) throws Exception;
    }

    private static final int ROUNDS = 5;

    private static final Map<String, Group> GROUPS = new TreeMap<>(Map.of(
            "ingest", IngestBench::run,
            "chain", ChainBench::run,
            "hr", HrBench::run,
            "matching", MatchingBench::run,
            "sessions", SessionBench::run));

    private Bench() {}

    public static void main(String[] arguments) throws Exception {
        var names = arguments.length == 0 ? List.copyOf(GROUPS.keySet()) : List.of(arguments);
        if (!GROUPS.keySet().containsAll(names)) {
            System.err.println(
                    "Unknown bench: " + String.join(" ", names) + ". Known: " + String.join(", ", GROUPS.keySet()));
            System.exit(2);
        }
        var checkout = Checkout.find();
        boolean allHold = true;
        for (var group : GROUPS.entrySet()) {
            if (names.contains(group.getKey())) {
                var results = group.getValue().run(checkout, new Rounds(ROUNDS));
                var file = Report.write(checkout.root().resolve("target/bench"), group.getKey(), results);
                System.out.printf("%n%s%nwritten to %s%n", Report.table(results), file);
                allHold &= results.stream().allMatch(Result::meetsFloor);
            }
        }
        System.exit(allHold ? 0 : 1);
    }
}
