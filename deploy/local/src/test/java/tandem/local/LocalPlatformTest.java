package tandem.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LocalPlatformTest {
    @Test
    void aTakenPortIsNamedWithItsPartAndTheWayOut() throws IOException {
        try (var socket = new ServerSocket(0)) {
            var ports = PortPlan.usual(0, Map.of("TANDEM_PORT_MATCHING", Integer.toString(socket.getLocalPort())));
            assertThatThrownBy(() -> platform("taken-port").ports(ports).start())
                    .isInstanceOf(PartFailed.class)
                    .hasMessageContaining("Port %d for matching is taken", socket.getLocalPort())
                    .hasMessageContaining("TANDEM_PORT_MATCHING")
                    .hasMessageContaining("--port-offset");
        }
    }

    @Test
    void aSecondLauncherOnTheSameFolderIsRefused() {
        var site = Sites.empty("locked");
        try (var first = SiteLock.take(site)) {
            assertThat(first.endLeftovers()).isEmpty();
            assertThatThrownBy(() -> SiteLock.take(site))
                    .hasMessageContaining("Another Tandem runs on " + site.folder());
        }
    }

    @Test
    void aFolderThatCannotBeWrittenIsNamedWithTheWayOut() throws IOException {
        var file = Sites.empty("in-the-way").log("a").resolveSibling("file");
        Files.writeString(file, "not a folder");
        assertThatThrownBy(
                        () -> LocalPlatform.in(new Site(file), Checkout.find()).start())
                .isInstanceOf(PartFailed.class)
                .hasMessageContaining("Cannot write to " + file)
                .hasMessageContaining("TANDEM_HOME");
    }

    @Test
    void aProcessLeftByAKilledLauncherIsEndedAndAStrangerWithItsNumberIsNot() throws IOException {
        var site = Sites.empty("leftovers");
        var orphan = OsProcess.start(site, "orphan", List.of("sleep", "60"), Map.of());
        var stranger = new ProcessBuilder("sleep", "60").start();
        Files.writeString(site.pidFile("stranger"), stranger.pid() + " 12345\n");
        try (var lock = SiteLock.take(site)) {
            assertThat(lock.endLeftovers()).containsExactly("orphan");
            assertThat(orphan.isAlive()).isFalse();
            assertThat(stranger.isAlive()).isTrue();
        } finally {
            stranger.destroyForcibly();
            orphan.close();
        }
    }

    @Test
    void freshEmptiesTheFolderAndNothingElse() {
        var site = Sites.empty("fresh");
        new Secrets(site).get("old");
        try (var lock = SiteLock.take(site)) {
            lock.empty();
            assertThat(site.folder()).isDirectoryContaining(path -> path.equals(site.lockFile()));
            assertThat(site.secrets()).doesNotExist();
        }
    }

    @Test
    void secretsAreKeptAndOnlyTheirOwnerReadsThem() throws IOException {
        var site = Sites.empty("secrets");
        var secret = new Secrets(site).client("acme-hris");
        assertThat(new Secrets(site).client("acme-hris")).isEqualTo(secret);
        assertThat(Files.getPosixFilePermissions(site.secrets().resolve("client-acme-hris")))
                .hasSize(2);
    }

    @Test
    void theOffsetShiftsEveryPortThatIsNotChosen() {
        var plan = PortPlan.usual(100, Map.of("TANDEM_PORT_KAFKA", "9"));
        assertThat(plan.of(Service.INTAKE)).isEqualTo(8181);
        assertThat(plan.of(PortPlan.POSTGRES)).isEqualTo(15532);
        assertThat(plan.of(PortPlan.KAFKA)).isEqualTo(9);
    }

    @Test
    void aPartThatDiesAtStartShowsTheEndOfItsLog() {
        var process =
                OsProcess.start(Sites.empty("dies"), "part", List.of("sh", "-c", "echo no room; exit 3"), Map.of());
        assertThatThrownBy(() -> process.awaitReady(Duration.ofSeconds(5), () -> false))
                .isInstanceOf(PartFailed.class)
                .hasMessageContaining("ended with code 3")
                .hasMessageContaining("no room");
    }

    @Test
    void everyFailureOfStepsSideBySideIsTold() {
        List<Runnable> steps = List.of(
                () -> {
                    throw new PartFailed("the first is down");
                },
                () -> {
                    throw new PartFailed("the second is down");
                });
        assertThatThrownBy(() -> Together.run(steps))
                .hasMessageContaining("the first is down")
                .hasMessageContaining("the second is down");
    }

    private static LocalPlatform.Builder platform(String name) {
        return LocalPlatform.in(Sites.empty(name), new Checkout(Path.of("/nowhere")));
    }
}
