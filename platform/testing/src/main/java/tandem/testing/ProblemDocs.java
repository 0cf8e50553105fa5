package tandem.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tandem.local.Checkout;
import tandem.runtime.problem.ProblemType;

/** Holds {@code docs/problems.md} and the {@link ProblemType} constants of the code to each other. */
public final class ProblemDocs {

    private static final Pattern ROW =
            Pattern.compile("^\\| `([a-z0-9-]+)` \\| (\\d{3}) \\| ([^|]+?) \\|", Pattern.MULTILINE);

    private ProblemDocs() {}

    /**
     * Fails unless the section of the document says exactly what the code says.
     *
     * @param root package whose {@code *Problems} are meant, with those below
     * @param section heading of its section, such as {@code intake-service}
     */
    public static void check(String root, String section) {
        assertThat(documented(section))
                .as("docs/problems.md, " + section)
                .containsExactlyInAnyOrderElementsOf(declared(root).toList());
    }

    private static Stream<ProblemType> declared(String root) {
        return new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages(root).stream()
                        .filter(type -> type.getSimpleName().endsWith("Problems"))
                        .map(JavaClass::reflect)
                        .flatMap(type -> Arrays.stream(type.getDeclaredFields()))
                        .filter(field ->
                                field.getType() == ProblemType.class && Modifier.isStatic(field.getModifiers()))
                        .map(ProblemDocs::constant)
                        .distinct();
    }

    private static ProblemType constant(Field field) {
        try {
            field.setAccessible(true);
            return (ProblemType) field.get(null);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("Cannot read " + field, e);
        }
    }

    private static Stream<ProblemType> documented(String section) {
        return ROW.matcher(text(section)).results().map(ProblemDocs::type);
    }

    private static ProblemType type(MatchResult row) {
        return new ProblemType(row.group(1), Integer.parseInt(row.group(2)), row.group(3));
    }

    private static String text(String section) {
        try {
            var document = Files.readString(Checkout.find().root().resolve("docs/problems.md"));
            return Arrays.stream(document.split("(?m)^## ", -1))
                    .filter(part -> part.startsWith(section + "\n"))
                    .findFirst()
                    .orElse("");
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read docs/problems.md", e);
        }
    }
}
