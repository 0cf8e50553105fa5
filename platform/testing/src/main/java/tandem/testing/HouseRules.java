package tandem.testing;

import static com.tngtech.archunit.lang.conditions.ArchConditions.beAnnotatedWith;
import static com.tngtech.archunit.lang.conditions.ArchConditions.haveSimpleNameEndingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.properties.CanBeAnnotated;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.config.ConfigMapping;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.Temporal;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jspecify.annotations.NullMarked;
import tandem.runtime.audit.LookUp;
import tandem.runtime.sql.Feed;
import tandem.runtime.visibility.Shows;

/** The rules Java cannot say itself, one method each. A counter-test breaks each of them. */
final class HouseRules {

    /** Things that are about one person, or about the two sides of a pair: whoever is shown one looks somebody up. */
    private static final Pattern ABOUT_ONE =
            Pattern.compile("/(?:matches|engagements|sessions|decisions|receipts|providers)/\\{");

    private static final List<String> SERVICES =
            List.of("tandem.intake", "tandem.matching", "tandem.session", "tandem.analytics");
    private static final List<String> FORBIDDEN_SUFFIXES =
            List.of("Impl", "Manager", "Helper", "Util", "Utils", "DTO", "Dto");
    private static final List<String> FORBIDDEN_PREFIXES = List.of("Base", "Abstract");

    private HouseRules() {}

    static ArchRule rulePackagesArePure(List<String> packages) {
        return classes()
                .that()
                .resideInAnyPackage(packages.toArray(String[]::new))
                .and()
                .doNotHaveSimpleName("package-info")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(Stream.concat(
                                Stream.of("java..", "tandem.events..", "org.jspecify.annotations.."), packages.stream())
                        .toArray(String[]::new))
                .because("rules are plain Java and the ids of the contract");
    }

    static ArchRule featuresFormNoCycle(String root) {
        return slices().matching(root + ".(*)..").should().beFreeOfCycles();
    }

    static ArchRule doorsTouchNoRepository() {
        return noClasses()
                .that(areDoors())
                .should()
                .dependOnClassesThat()
                .areAssignableTo(PanacheRepositoryBase.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(EntityManager.class)
                .allowEmptyShould(true); // analytics-service has no door that writes
    }

    static ArchRule resourcesShowNoEntity() {
        return methods()
                .that()
                .areDeclaredInClassesThat()
                .haveSimpleNameEndingWith("Resource")
                .should(new ArchCondition<>("have no entity in their signature") {
                    @Override
                    public void check(JavaMethod method, ConditionEvents events) {
                        involved(method)
                                .filter(type -> type.isAnnotatedWith(Entity.class))
                                .forEach(entity -> events.add(SimpleConditionEvent.violated(
                                        method, method.getFullName() + " shows " + entity.getName())));
                    }
                });
    }

    static ArchRule onlyRepositoriesUseTheEntityManager() {
        return noClasses()
                .that(are(
                        "not repositories or queries",
                        type -> !type.isAssignableTo(PanacheRepositoryBase.class)
                                && !type.getSimpleName().endsWith("Queries")))
                .should()
                .dependOnClassesThat()
                .areAssignableTo(EntityManager.class);
    }

    static ArchRule nothingIsInjectedIntoFields() {
        return noFields()
                .should()
                .beAnnotatedWith(Inject.class)
                .orShould()
                .beAnnotatedWith(ConfigProperty.class)
                .allowEmptyShould(true)
                .because("a constructor says what a class needs");
    }

    static ArchRule beansKeepNoState() {
        return fields().that()
                .areDeclaredInClassesThat(are("beans", HouseRules::isBean))
                .should()
                .beFinal()
                .allowEmptyShould(true)
                .because("a bean serves many requests at once");
    }

    static ArchRule nothingStaticChanges() {
        return fields().that().areStatic().should().beFinal().allowEmptyShould(true);
    }

    static ArchRule timeComesFromAClock() {
        return noClasses()
                .should()
                .callMethodWhere(
                        DescribedPredicate.describe("the time of the machine is asked for", HouseRules::asksTheMachine))
                .orShould()
                .callConstructor(Date.class)
                .because("programme time may be simulated, and tests stand still");
    }

    static ArchRule resourcesHaveAPath() {
        return classes()
                .that()
                .haveSimpleNameEndingWith("Resource")
                .should(beAnnotatedWith(Path.class))
                .andShould(new ArchCondition<>("run on virtual threads or never block") {
                    @Override
                    public void check(JavaClass type, ConditionEvents events) {
                        boolean virtual = type.isAnnotatedWith(RunOnVirtualThread.class)
                                || type.getMethods().stream()
                                        .filter(areEndpoints())
                                        .allMatch(method -> method.isAnnotatedWith(NonBlocking.class));
                        if (!virtual) {
                            events.add(SimpleConditionEvent.violated(
                                    type, type.getName() + " has neither @RunOnVirtualThread nor only @NonBlocking"));
                        }
                    }
                });
    }

    static ArchRule whatHasAPathIsAResource() {
        return classes().that().areAnnotatedWith(Path.class).should(haveSimpleNameEndingWith("Resource"));
    }

    static ArchRule listenersListen() {
        return classes()
                .that()
                .haveSimpleNameEndingWith("Listener")
                .should(new ArchCondition<>("have a method with @Incoming") {
                    @Override
                    public void check(JavaClass type, ConditionEvents events) {
                        if (!listens(type)) {
                            events.add(SimpleConditionEvent.violated(type, type.getName() + " listens to nothing"));
                        }
                    }
                })
                .allowEmptyShould(true); // analytics-service has a consumer loop of its own
    }

    static ArchRule whatListensIsAListener() {
        return classes()
                .that(are("listening", HouseRules::listens))
                .should(haveSimpleNameEndingWith("Listener"))
                .allowEmptyShould(true); // as above
    }

    static ArchRule configsAreMappings() {
        return classes()
                .that()
                .areAnnotatedWith(ConfigMapping.class)
                .should(haveSimpleNameEndingWith("Config"))
                .allowEmptyShould(true); // a service may have nothing to choose
    }

    static ArchRule servicesAndQueriesAreBeans() {
        return classes()
                .that(are(
                        "services or queries",
                        type -> type.getSimpleName().endsWith("Service")
                                || type.getSimpleName().endsWith("Queries")))
                .should(beAnnotatedWith(ApplicationScoped.class));
    }

    static ArchRule namesSayWhatAThingIs() {
        return classes().should(new ArchCondition<>("have a name of the house") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                var name = type.getSimpleName();
                var suffix = FORBIDDEN_SUFFIXES.stream().filter(name::endsWith);
                var prefix = FORBIDDEN_PREFIXES.stream().filter(word -> name.matches(word + "[A-Z].*"));
                Stream.concat(suffix, prefix)
                        .forEach(word ->
                                events.add(SimpleConditionEvent.violated(type, type.getName() + " says " + word)));
            }
        });
    }

    static ArchRule noServiceKnowsAnother(String root) {
        var others = SERVICES.stream()
                .filter(service -> !service.equals(root))
                .map(service -> service + "..")
                .toArray(String[]::new);
        return noClasses().should().dependOnClassesThat().resideInAnyPackage(others);
    }

    static ArchRule nothingIsMocked() {
        return noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.mockito..", "io.quarkus.test.junit.mockito..");
    }

    static ArchRule everyResourceMethodSaysWhoMayCallIt() {
        return methods()
                .that(areEndpoints())
                .should(new ArchCondition<>("be public and carry @RolesAllowed or @PermitAll themselves") {
                    @Override
                    public void check(JavaMethod method, ConditionEvents events) {
                        if (!method.isAnnotatedWith(RolesAllowed.class) && !method.isAnnotatedWith(PermitAll.class)) {
                            events.add(SimpleConditionEvent.violated(method, method.getFullName() + " says nothing"));
                        }
                        if (!method.getModifiers().contains(JavaModifier.PUBLIC)) {
                            events.add(SimpleConditionEvent.violated(
                                    method, method.getFullName() + " is not public, so the framework leaves it out"));
                        }
                    }
                });
    }

    static ArchRule readsAboutOnePersonAreWrittenDown() {
        return methods()
                .that(DescribedPredicate.describe("read about one person", HouseRules::readsAboutOnePerson))
                .should(beAnnotatedWith(LookUp.class))
                .allowEmptyShould(true);
    }

    static ArchRule noDoorHoldsTheFeed() {
        return noClasses()
                .that(areDoors())
                .should(new ArchCondition<>("be given the feed") {
                    @Override
                    public void check(JavaClass type, ConditionEvents events) {
                        type.getConstructors().stream()
                                .flatMap(constructor -> constructor.getParameters().stream())
                                .filter(parameter -> parameter.isAnnotatedWith(Feed.class))
                                .forEach(parameter -> events.add(SimpleConditionEvent.satisfied(
                                        type, type.getName() + " is given the feed, which sees every tenant")));
                    }
                })
                .allowEmptyShould(true); // analytics-service has no listener
    }

    static ArchRule everyPackageIsNullMarked() {
        return classes().should(new ArchCondition<>("live in a package with a @NullMarked package-info") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                if (!type.getPackage().isAnnotatedWith(NullMarked.class)) {
                    events.add(SimpleConditionEvent.violated(type, type.getPackageName() + " is not @NullMarked"));
                }
            }
        });
    }

    private static boolean readsAboutOnePerson(JavaMethod method) {
        var path = Stream.of(
                        method.getOwner().tryGetAnnotationOfType(Path.class), method.tryGetAnnotationOfType(Path.class))
                .flatMap(Optional::stream)
                .map(Path::value)
                .collect(Collectors.joining("/"))
                .replaceAll("/+", "/");
        return method.isAnnotatedWith(GET.class)
                && (path.contains("/people/{")
                        || (method.isAnnotatedWith(Shows.class)
                                && ABOUT_ONE.matcher(path).find()));
    }

    private static Stream<JavaClass> involved(JavaCodeUnit method) {
        return Stream.concat(
                method.getReturnType().getAllInvolvedRawTypes().stream(),
                method.getParameterTypes().stream().flatMap(type -> type.getAllInvolvedRawTypes().stream()));
    }

    private static boolean asksTheMachine(JavaMethodCall call) {
        var owner = call.getTargetOwner();
        var name = call.getTarget().getName();
        var takesAClock =
                call.getTarget().getRawParameterTypes().stream().anyMatch(type -> type.isEquivalentTo(Clock.class));
        var now = name.equals("now") && (owner.isAssignableTo(Temporal.class) || owner.isEquivalentTo(Instant.class));
        return (now && !takesAClock)
                || (owner.isEquivalentTo(Clock.class) && name.startsWith("system"))
                || (owner.isEquivalentTo(System.class) && name.equals("currentTimeMillis"));
    }

    private static boolean isBean(CanBeAnnotated type) {
        return Stream.of(ApplicationScoped.class, Singleton.class, RequestScoped.class, Path.class)
                .anyMatch(type::isAnnotatedWith);
    }

    private static boolean listens(JavaClass type) {
        return type.getMethods().stream().anyMatch(method -> method.isAnnotatedWith(Incoming.class));
    }

    private static DescribedPredicate<JavaClass> areDoors() {
        return are(
                "resources or listeners",
                type -> type.getSimpleName().endsWith("Resource")
                        || type.getSimpleName().endsWith("Listener"));
    }

    private static DescribedPredicate<JavaMethod> areEndpoints() {
        return DescribedPredicate.describe(
                "are endpoints",
                method -> method.getAnnotations().stream()
                        .anyMatch(annotation -> annotation.getRawType().isAnnotatedWith(HttpMethod.class)));
    }

    private static DescribedPredicate<JavaClass> are(String what, Predicate<JavaClass> predicate) {
        return DescribedPredicate.describe("are " + what, predicate);
    }
}
