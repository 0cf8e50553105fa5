package tandem.verify.faults;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import tandem.local.Checkout;
import tandem.local.Site;

/** {@code ./tandem faults kill}: every kill, then every planted bug; exit code 0 only when nothing was found and every bug was. */
public final class Faults {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final Checkout checkout;
    private final Path target;

    private Faults(Checkout checkout) {
        this.checkout = checkout;
        this.target = checkout.root().resolve("target/faults");
    }

    public static void main(String[] arguments) throws IOException {
        if (arguments.length > 1 || (arguments.length == 1 && !arguments[0].equals("kill"))) {
            System.err.println("Unknown faults: " + String.join(" ", arguments) + ". Known: kill");
            System.exit(2);
        }
        System.exit(new Faults(Checkout.find()).kill() ? 0 : 1);
    }

    private boolean kill() throws IOException {
        var results = new ArrayList<FaultResult>();
        System.out.println("Starting the platform");
        try (var arena = new Arena(checkout, site("kill"), UnaryOperator.identity())) {
            for (var fault : Fault.kills()) {
                results.add(told(arena.run(fault)));
            }
            results.add(told(arena.run(Zombie.fault())));
        }
        var plants = new ArrayList<PlantedBug.Verdict>();
        for (var bug : PlantedBug.ALL) {
            System.out.println("Planting: " + bug.what());
            var verdict = bug.hunt(checkout, site("plant"));
            System.out.printf("   %s%n", verdict.caught() ? "caught: " + verdict.by() : "NOT CAUGHT");
            plants.add(verdict);
        }
        write(results, plants);
        System.out.print(table(results, plants));
        return results.stream().allMatch(FaultResult::isClean)
                && plants.stream().allMatch(PlantedBug.Verdict::caught);
    }

    private static FaultResult told(FaultResult result) {
        System.out.printf(
                "%s %s: %s, recovered in %.1f s%n",
                result.fault(),
                result.what(),
                result.isClean() ? "nothing lost or doubled" : "VIOLATIONS",
                result.recoverySeconds());
        result.violations().forEach(violation -> System.out.println("   " + violation));
        return result;
    }

    private static String table(List<FaultResult> results, List<PlantedBug.Verdict> plants) {
        var table = new StringBuilder(
                "%n%-4s %-66s %10s %9s %10s%n".formatted("id", "fault", "accepted", "recovery", "violations"));
        for (var result : results) {
            table.append("%-4s %-66s %,10d %7.1f s %10d%n"
                    .formatted(
                            result.fault(),
                            result.what(),
                            result.accepted(),
                            result.recoverySeconds(),
                            result.violations().size()));
        }
        for (var plant : plants) {
            table.append("bug  %-66s %s%n".formatted(plant.bug(), plant.caught() ? "caught" : "NOT CAUGHT"));
        }
        return table.toString();
    }

    private void write(List<FaultResult> results, List<PlantedBug.Verdict> plants) throws IOException {
        Files.createDirectories(target);
        JSON.writeValue(target.resolve("kill.json").toFile(), Map.of("results", results, "plantedBugs", plants));
    }

    private Site site(String name) {
        return new Site(target.resolve("site-" + name));
    }
}
