package tandem.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every rule of the house fails where it is broken and passes where it is kept. */
class ArchitectureRulesTest {

    private static final String RESOURCE = """
            package %s;
            @jakarta.ws.rs.Path("/x") @io.smallrye.common.annotation.RunOnVirtualThread
            class SoundResource {
                @jakarta.ws.rs.GET @jakarta.annotation.security.PermitAll
                public String get() { return ""; }
            }
            """.formatted("sound");

    @TempDir
    Path folder;

    @Test
    void keepsRulePackagesPure() throws IOException {
        var rule = HouseRules.rulePackagesArePure(List.of("broken.rules"));

        broken(rule, "package broken.rules; class Rule { com.fasterxml.jackson.databind.ObjectMapper json; }");
        kept(rule, "package broken.rules; class Rule { tandem.events.PersonId person; java.time.Instant at; }");
    }

    @Test
    void failsWhenARulePackageIsNotThere() throws IOException {
        var rule = HouseRules.rulePackagesArePure(List.of("broken.misspelt"));

        broken(rule, "package broken.rules; class Rule {}");
    }

    @Test
    void allowsNoCycleOfFeatures() throws IOException {
        var rule = HouseRules.featuresFormNoCycle("broken");

        broken(
                rule,
                "package broken.a; public class A { broken.b.B b; }",
                "package broken.b; public class B { broken.a.A a; }");
        kept(rule, "package broken.a; public class A { broken.b.B b; }", "package broken.b; public class B {}");
    }

    @Test
    void keepsRepositoriesFromDoors() throws IOException {
        var rule = HouseRules.doorsTouchNoRepository();

        broken(
                rule,
                "package broken; class Notes implements io.quarkus.hibernate.orm.panache.PanacheRepositoryBase<Object, Long> {}",
                "package broken; class NoteResource { Notes notes; }");
        broken(rule, "package broken; class NoteListener { jakarta.persistence.EntityManager entities; }");
        kept(rule, RESOURCE);
    }

    @Test
    void keepsEntitiesFromSignatures() throws IOException {
        var rule = HouseRules.resourcesShowNoEntity();
        var entity = "package broken; @jakarta.persistence.Entity class Note {}";

        broken(rule, entity, "package broken; class NoteResource { java.util.List<Note> list() { return null; } }");
        broken(rule, entity, "package broken; class NoteResource { void take(Note note) {} }");
        kept(rule, RESOURCE);
    }

    @Test
    void keepsTheEntityManagerInRepositories() throws IOException {
        var rule = HouseRules.onlyRepositoriesUseTheEntityManager();

        broken(rule, "package broken; class NoteService { jakarta.persistence.EntityManager entities; }");
        kept(rule, "package broken; class NoteQueries { jakarta.persistence.EntityManager entities; }", RESOURCE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"@jakarta.inject.Inject", "@org.eclipse.microprofile.config.inject.ConfigProperty(name = \"x\")"
            })
    void injectsNothingIntoFields(String annotation) throws IOException {
        var rule = HouseRules.nothingIsInjectedIntoFields();

        broken(rule, "package broken; class NoteService { " + annotation + " String field; }");
        kept(rule, RESOURCE);
    }

    @Test
    void keepsNoStateInBeans() throws IOException {
        var rule = HouseRules.beansKeepNoState();

        broken(rule, "package broken; @jakarta.enterprise.context.ApplicationScoped class NoteService { int count; }");
        kept(
                rule,
                "package broken; @jakarta.enterprise.context.ApplicationScoped class NoteService { final int a = 1; }");
    }

    @Test
    void keepsNoStaticState() throws IOException {
        var rule = HouseRules.nothingStaticChanges();

        broken(rule, "package broken; class Counter { static int count; }");
        kept(rule, "package broken; class Counter { static final int COUNT = 1; int own; }");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "java.time.Instant.now()",
                "java.time.LocalDate.now()",
                "java.time.LocalDate.now(java.time.ZoneOffset.UTC)",
                "java.time.ZonedDateTime.now()",
                "java.time.OffsetDateTime.now()",
                "java.time.Clock.systemUTC()",
                "System.currentTimeMillis()",
                "new java.util.Date()"
            })
    void takesTimeFromAClock(String now) throws IOException {
        var rule = HouseRules.timeComesFromAClock();

        broken(rule, "package broken; class Late { Object at() { return " + now + "; } }");
        kept(
                rule,
                "package broken; class OnTime { Object at(java.time.Clock c) { return java.time.LocalDate.now(c).toString() + c.instant() + System.nanoTime(); } }");
    }

    @Test
    void wantsAPathOnEveryResource() throws IOException {
        var rule = HouseRules.resourcesHaveAPath();

        broken(rule, "package broken; class NoteResource {}");
        broken(
                rule,
                "package broken; @jakarta.ws.rs.Path(\"/x\") class NoteResource { @jakarta.ws.rs.GET public String get() { return \"\"; } }");
        kept(rule, """
                package broken; @jakarta.ws.rs.Path("/x") class NoteResource {
                    @jakarta.ws.rs.GET @io.smallrye.common.annotation.NonBlocking public String get() { return ""; }
                }
                """);
        kept(rule, RESOURCE);
    }

    @Test
    void callsWhatHasAPathAResource() throws IOException {
        var rule = HouseRules.whatHasAPathIsAResource();

        broken(rule, "package broken; @jakarta.ws.rs.Path(\"/x\") class NoteEndpoint {}");
        kept(rule, RESOURCE);
    }

    @Test
    void wantsListenersToListen() throws IOException {
        var rule = HouseRules.listenersListen();

        broken(rule, "package broken; class NoteListener { void on(String text) {} }");
        kept(rule, listening("NoteListener"));
    }

    @Test
    void callsWhatListensAListener() throws IOException {
        var rule = HouseRules.whatListensIsAListener();

        broken(rule, listening("NoteHandler"));
        kept(rule, listening("NoteListener"));
    }

    @Test
    void callsConfigurationConfig() throws IOException {
        var rule = HouseRules.configsAreMappings();

        broken(rule, "package broken; @io.smallrye.config.ConfigMapping(prefix = \"x\") interface NoteSettings {}");
        kept(rule, "package broken; @io.smallrye.config.ConfigMapping(prefix = \"x\") interface NoteConfig {}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"NoteService", "NoteQueries"})
    void wantsServicesAndQueriesToBeBeans(String name) throws IOException {
        var rule = HouseRules.servicesAndQueriesAreBeans();

        broken(rule, "package broken; class " + name + " {}");
        kept(rule, "package broken; @jakarta.enterprise.context.ApplicationScoped class " + name + " {}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"NoteImpl", "NoteManager", "NoteHelper", "NoteUtil", "NoteDTO", "BaseNote", "AbstractNote"})
    void wantsNamesThatSaySomething(String name) throws IOException {
        var rule = HouseRules.namesSayWhatAThingIs();

        broken(rule, "package broken; class " + name + " {}");
        kept(rule, "package broken; class Baseline {}", "package broken; class Abstraction {}");
    }

    @Test
    void keepsServicesApart() throws IOException {
        var rule = HouseRules.noServiceKnowsAnother("tandem.matching");
        var other = "package tandem.session; public class Session {}";

        broken(rule, other, "package tandem.matching; class Match { tandem.session.Session session; }");
        kept(rule, "package tandem.matching; class Match { tandem.events.PersonId person; }");
    }

    @Test
    void mocksNothing() throws IOException {
        var rule = HouseRules.nothingIsMocked();

        broken(
                rule,
                "package org.mockito; public class Mockito {}",
                "package broken; class NoteFixture { org.mockito.Mockito mock; }");
        kept(rule, RESOURCE);
    }

    @Test
    void wantsEveryResourceMethodToSayWhoMayCallIt() throws IOException {
        var rule = HouseRules.everyResourceMethodSaysWhoMayCallIt();

        broken(rule, "package broken; class NoteResource { @jakarta.ws.rs.GET public void get() {} }");
        broken(
                rule,
                "package broken; @jakarta.annotation.security.PermitAll class NoteResource { @jakarta.ws.rs.POST public void post() {} }");
        kept(rule, RESOURCE);
    }

    @Test
    void wantsEveryResourceMethodToBeSeen() throws IOException {
        var rule = HouseRules.everyResourceMethodSaysWhoMayCallIt();

        broken(
                rule,
                "package broken; class NoteResource { @jakarta.ws.rs.GET @jakarta.annotation.security.PermitAll void get() {} }");
    }

    @Test
    void wantsReadsAboutOnePersonWrittenDown() throws IOException {
        var rule = HouseRules.readsAboutOnePersonAreWrittenDown();

        broken(
                rule,
                "package broken; class NoteResource { @jakarta.ws.rs.GET @jakarta.ws.rs.Path(\"/people/{id}/notes\") public void get() {} }");
        broken(
                rule,
                "package broken; @jakarta.ws.rs.Path(\"/v1/people/{id}\") class NoteResource { @jakarta.ws.rs.GET public void get() {} }");
        kept(
                rule,
                "package broken; class NoteResource { @jakarta.ws.rs.GET @jakarta.ws.rs.Path(\"/people/{id}/notes\") @tandem.runtime.audit.LookUp public void get() {} }");
        broken(
                rule,
                "package broken; @jakarta.ws.rs.Path(\"/v1/matches\") class NoteResource { @jakarta.ws.rs.GET @jakarta.ws.rs.Path(\"/{id}\") @tandem.runtime.visibility.Shows(value = Record.class, of = \"both sides\") public void get() {} }");
        kept(
                rule,
                "package broken; @jakarta.ws.rs.Path(\"/v1/runs\") class NoteResource { @jakarta.ws.rs.GET @jakarta.ws.rs.Path(\"/{id}\") @tandem.runtime.visibility.Shows(value = Record.class, of = \"many\") public void get() {} }");
    }

    @Test
    void keepsTheFeedFromDoors() throws IOException {
        var rule = HouseRules.noDoorHoldsTheFeed();

        broken(
                rule,
                "package broken; class NoteResource { NoteResource(@tandem.runtime.sql.Feed org.jdbi.v3.core.Jdbi j) {} }");
        kept(rule, "package broken; class NoteResource { NoteResource(org.jdbi.v3.core.Jdbi jdbi) {} }");
    }

    @Test
    void wantsEveryPackageNullMarked() throws IOException {
        var rule = HouseRules.everyPackageIsNullMarked();

        broken(rule, "package broken; class Note {}");
        kept(
                rule,
                "@org.jspecify.annotations.NullMarked package broken; // package-info",
                "package broken; class Note {}");
    }

    @Test
    void checksAWholeService() {
        assertThat(ArchitectureRules.of("tandem.testing")
                        .pure("tandem.testing")
                        .tests()
                        .count())
                .isEqualTo(22);
    }

    private static String listening(String name) {
        return """
                package broken;
                class %s { @org.eclipse.microprofile.reactive.messaging.Incoming("x") void on(String text) {} }
                """.formatted(name);
    }

    private void broken(ArchRule rule, String... sources) throws IOException {
        var classes = Sources.compiled(Files.createTempDirectory(folder, "broken"), sources);

        assertThatThrownBy(() -> rule.check(classes)).isInstanceOf(AssertionError.class);
    }

    private void kept(ArchRule rule, String... sources) throws IOException {
        rule.check(Sources.compiled(Files.createTempDirectory(folder, "kept"), sources));
    }
}
