package tandem.testing;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** The rules of the house, for one service: its whole architecture test is a {@code @TestFactory} that returns {@link #tests()}. */
public final class ArchitectureRules {

    private final String root;
    private final List<String> pure;

    private ArchitectureRules(String root, List<String> pure) {
        this.root = root;
        this.pure = pure;
    }

    /** The rules for a service, by its root package such as {@code tandem.matching}. */
    public static ArchitectureRules of(String root) {
        return new ArchitectureRules(root, List.of());
    }

    /** Names the packages that hold rules: plain Java and ids of the contract, nothing else. */
    public ArchitectureRules pure(String... packages) {
        return new ArchitectureRules(root, List.of(packages));
    }

    /** One test per rule, over the main classes of the service. */
    public Stream<DynamicTest> tests() {
        var classes = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages(root);
        return rules().entrySet().stream()
                .map(rule -> DynamicTest.dynamicTest(rule.getKey(), () -> check(rule.getValue(), classes)));
    }

    private static void check(ArchRule rule, JavaClasses classes) {
        rule.check(classes);
    }

    private Map<String, ArchRule> rules() {
        var rules = new LinkedHashMap<String, ArchRule>();
        if (!pure.isEmpty()) {
            rules.put("rulePackagesArePure", HouseRules.rulePackagesArePure(pure));
        }
        rules.put("featuresFormNoCycle", HouseRules.featuresFormNoCycle(root));
        rules.put("doorsTouchNoRepository", HouseRules.doorsTouchNoRepository());
        rules.put("resourcesShowNoEntity", HouseRules.resourcesShowNoEntity());
        rules.put("onlyRepositoriesUseTheEntityManager", HouseRules.onlyRepositoriesUseTheEntityManager());
        rules.put("nothingIsInjectedIntoFields", HouseRules.nothingIsInjectedIntoFields());
        rules.put("beansKeepNoState", HouseRules.beansKeepNoState());
        rules.put("nothingStaticChanges", HouseRules.nothingStaticChanges());
        rules.put("timeComesFromAClock", HouseRules.timeComesFromAClock());
        rules.put("resourcesHaveAPath", HouseRules.resourcesHaveAPath());
        rules.put("whatHasAPathIsAResource", HouseRules.whatHasAPathIsAResource());
        rules.put("listenersListen", HouseRules.listenersListen());
        rules.put("whatListensIsAListener", HouseRules.whatListensIsAListener());
        rules.put("configsAreMappings", HouseRules.configsAreMappings());
        rules.put("servicesAndQueriesAreBeans", HouseRules.servicesAndQueriesAreBeans());
        rules.put("namesSayWhatAThingIs", HouseRules.namesSayWhatAThingIs());
        rules.put("noServiceKnowsAnother", HouseRules.noServiceKnowsAnother(root));
        rules.put("nothingIsMocked", HouseRules.nothingIsMocked());
        rules.put("everyResourceMethodSaysWhoMayCallIt", HouseRules.everyResourceMethodSaysWhoMayCallIt());
        rules.put("readsAboutOnePersonAreWrittenDown", HouseRules.readsAboutOnePersonAreWrittenDown());
        rules.put("noDoorHoldsTheFeed", HouseRules.noDoorHoldsTheFeed());
        rules.put("everyPackageIsNullMarked", HouseRules.everyPackageIsNullMarked());
        return rules;
    }
}
