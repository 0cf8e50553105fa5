package tandem.session.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tandem.events.PersonId;
import tandem.runtime.tenant.Tenants;
import tandem.session.FakeDirectory;
import tandem.testing.RealParts;

@QuarkusTest
@WithTestResource(RealParts.class)
@WithTestResource(FakeDirectory.class)
class DirectoryClientTest {

    @Inject
    DirectoryClient directory;

    @Inject
    Tenants tenants;

    private final String tenant = "directory-" + UUID.randomUUID().toString().substring(0, 8);
    private final PersonId ada = new PersonId(UUID.randomUUID());

    @BeforeEach
    void enter() {
        FakeDirectory.enter(tenant, "ada@example.com", ada);
        FakeDirectory.asked();
    }

    @AfterEach
    void answerAgain() {
        FakeDirectory.down(false);
    }

    @Test
    void knowsWhomItAskedFor() {
        tenants.runAs(tenant, () -> {
            assertThat(directory.ask(List.of("ada@example.com", "nobody@example.com")))
                    .isTrue();
            assertThat(directory.find("ada@example.com")).contains(ada);
            assertThat(directory.find("nobody@example.com")).isEmpty();
            assertThat(directory.knows(List.of("ada@example.com", "nobody@example.com")))
                    .isTrue();
        });
    }

    @Test
    void remembersNobodyForAnotherTenant() {
        tenants.runAs(tenant, () -> directory.ask(List.of("ada@example.com")));

        tenants.runAs("another-" + tenant, () -> {
            assertThat(directory.knows(List.of("ada@example.com"))).isFalse();
            directory.ask(List.of("ada@example.com"));
            assertThat(directory.find("ada@example.com")).isEmpty();
        });
    }

    @Test
    void asksForNothingThatIsNoAddress() {
        tenants.runAs(tenant, () -> {
            assertThat(directory.ask(List.of("/amtczmdq1/principal/", "urn:uuid:1")))
                    .isTrue();
            assertThat(directory.knows(List.of("/amtczmdq1/principal/"))).isTrue();
        });

        assertThat(FakeDirectory.asked()).isZero();
    }

    @Test
    void asksForManyInSeveralCalls() {
        var many = IntStream.range(0, 450).mapToObj(n -> n + "@example.com").toList();

        tenants.runAs(tenant, () -> assertThat(directory.ask(many)).isTrue());

        assertThat(FakeDirectory.asked()).isEqualTo(450);
    }

    @Test
    void saysSoWhenTheDirectoryDoesNotAnswer() {
        FakeDirectory.down(true);

        tenants.runAs(tenant, () -> {
            assertThat(directory.ask(List.of("ada@example.com"))).isFalse();
            assertThat(directory.knows(List.of("ada@example.com"))).isFalse();
        });
    }
}
