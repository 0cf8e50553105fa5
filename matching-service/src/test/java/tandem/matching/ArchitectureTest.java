package tandem.matching;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tandem.events.GroupAttribute;
import tandem.events.ProfileState.FairnessProfile;
import tandem.matching.scoring.PeekingScore;
import tandem.testing.ArchitectureRules;

class ArchitectureTest {

    /** Who hears, removes and audits; everything else that matches has to do without. */
    private static final List<String> KNOW_GROUPS = List.of(
            "tandem.matching.group.",
            "tandem.matching.following.ProfileListener",
            "tandem.matching.removal.RemovalService",
            "tandem.matching.run.Auditing");

    private static final ArchRule GROUPS_ARE_FOR_THE_AUDIT = noClasses()
            .that(new DescribedPredicate<JavaClass>("neither hear, remove nor audit groups") {
                @Override
                public boolean test(JavaClass type) {
                    return KNOW_GROUPS.stream().noneMatch(type.getName()::startsWith);
                }
            })
            .should()
            .dependOnClassesThat()
            .resideInAPackage("tandem.matching.group..")
            .orShould()
            .dependOnClassesThat()
            .belongToAnyOf(FairnessProfile.class, GroupAttribute.class)
            .because("what people declare for the audit never ranks, places or decides (R52)");

    @TestFactory
    Stream<DynamicTest> followsTheHouse() {
        return ArchitectureRules.of("tandem.matching")
                .pure(
                        "tandem.matching.capacity",
                        "tandem.matching.scoring",
                        "tandem.matching.assignment",
                        "tandem.matching.fairness",
                        "tandem.matching.credential",
                        "tandem.matching.kind")
                .tests();
    }

    @Test
    void keepsGroupsFromAllThatMatches() {
        GROUPS_ARE_FOR_THE_AUDIT.check(new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("tandem.matching"));
    }

    @Test
    void findsAScoreThatPeeks() {
        var peeking = new ClassFileImporter().importClasses(PeekingScore.class);

        assertThat(GROUPS_ARE_FOR_THE_AUDIT.evaluate(peeking).hasViolation()).isTrue();
    }

    /** The same for SQL, which no type gives away. */
    @Test
    void namesTheTableOfTheGroupsWhereItIsKeptAndCountedOnly() throws IOException {
        try (var sources = Files.walk(Path.of("src/main/java"))) {
            assertThat(sources.filter(Files::isRegularFile)
                            .filter(source -> read(source).contains("group_attributes"))
                            .map(source -> source.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(Set.of("GroupAttributes.java", "VisibilityQueries.java"));
        }
    }

    private static String read(Path source) {
        try {
            return Files.readString(source);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
