package tandem.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tandem.local.Checkout;

/** The document of the rules, against the tests it names as their proof. */
class RuleDocsTest {

    private static final Pattern NAME = Pattern.compile("`([^`]+)`");
    private static final Pattern TEST = Pattern.compile("(?:[a-z]\\w*\\.)*([A-Z]\\w*)?(?:[.#](\\w+))?");
    private static final Pattern RANGE = Pattern.compile("([RW])(\\d+)(?:–[RW](\\d+))?");
    private static final Set<String> NOT_OURS = Set.of(".git", ".tandem", "target", "node_modules");

    /** The rules the service of programmes, consents and decisions answers for. */
    private static final String OF_INTAKE = "R1, R5, R22–R31, R36–R40, R52, R54, R64, R83, R115, R129, W1, W2";

    private final Path root = Checkout.find().root();

    @Test
    void namesOnlyTestsThatExist() throws IOException {
        var sources = sources();

        var missing = new ArrayList<String>();
        for (var line : lines()) {
            var home = "";
            for (var name : NAME.matcher(line.tests()).results().toList()) {
                var test = TEST.matcher(name.group(1));
                if (!test.matches()) {
                    missing.add(line.rules() + ": " + name.group(1));
                    continue;
                }
                home = test.group(1) == null ? home : test.group(1);
                var source = sources.getOrDefault(home, "");
                if (source.isEmpty() || (test.group(2) != null && !source.contains("void " + test.group(2) + "("))) {
                    missing.add(line.rules() + ": " + name.group(1));
                }
            }
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void namesATestForEveryLine() throws IOException {
        assertThat(lines())
                .hasSizeGreaterThan(100)
                .allMatch(line -> line.tests().contains("`"));
    }

    @Test
    void hasALineForEveryRuleOfIntake() throws IOException {
        var told = lines().stream().flatMap(line -> numbers(line.rules())).toList();

        assertThat(told).containsAll(numbers(OF_INTAKE).toList());
    }

    /** {@code R23–R25, W1} as R23, R24, R25, W1. */
    private static Stream<String> numbers(String rules) {
        return RANGE.matcher(rules).results().flatMap(range -> {
            var first = Integer.parseInt(range.group(2));
            var last = range.group(3) == null ? first : Integer.parseInt(range.group(3));
            return IntStream.rangeClosed(first, last).mapToObj(number -> range.group(1) + number);
        });
    }

    private List<Line> lines() throws IOException {
        return Files.readString(root.resolve("docs/rules.md"))
                .lines()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| rule "))
                .map(line -> Arrays.asList(line.split(" \\| ", -1)))
                .map(cells -> new Line(cells.getFirst().substring(2), cells.getLast()))
                .toList();
    }

    /** Text by class; two tests of one name in two services are one. */
    private Map<String, String> sources() throws IOException {
        var sources = new HashMap<String, String>();
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                return NOT_OURS.contains(folder.getFileName().toString())
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                var name = file.getFileName().toString();
                if (name.endsWith("Test.java") || name.endsWith("IT.java")) {
                    sources.merge(name.substring(0, name.length() - 5), Files.readString(file), String::concat);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return sources;
    }

    /** One line of the document: which rules, and the tests that prove it. */
    private record Line(String rules, String tests) {}
}
