package tandem.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code ./tandem} says to a person before anything is built or started. */
class ScriptTest {
    private static final Map<String, String> NO_JDK =
            Map.of("JAVA_HOME", "/nowhere", "PATH", pathWithoutJava(), "TANDEM_JDKS", "/nowhere");

    @Test
    void helpNamesEveryCommand() {
        var said = tandem(Map.of(), "help");
        assertThat(said.code()).isZero();
        assertThat(said.text())
                .contains("demo", "up", "test", "bench", "faults", "doctor")
                .contains("TANDEM_HOME", "--port-offset");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dmeo", "--up"})
    void anUnknownCommandIsRefusedWithHelp(String command) {
        var said = tandem(Map.of(), command);
        assertThat(said.code()).isEqualTo(2);
        assertThat(said.text()).contains("Unknown command: " + command).contains("./tandem up");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "up --frsh",
                "up --port-offset",
                "up --port-offset ten",
                "demo --stay",
                "test --quick",
                "bench --all",
                "faults a b"
            })
    void anUnknownOptionIsRefusedWithHelp(String words) {
        var said = tandem(Map.of(), words.split(" ", -1));
        assertThat(said.code()).isEqualTo(2);
        assertThat(said.text()).contains("./tandem help");
    }

    @ParameterizedTest
    @ValueSource(strings = {"up", "demo", "test", "bench", "faults"})
    void withoutAJdk25EachCommandSaysWhereToGetOne(String command) {
        var said = tandem(NO_JDK, command);
        assertThat(said.code()).isEqualTo(1);
        assertThat(said.text())
                .contains("No JDK 25 found")
                .contains("https://adoptium.net")
                .contains("JAVA_HOME");
    }

    @Test
    void aJdkOfAnotherVersionIsPassedOver() throws IOException {
        var folder = Sites.empty("jdks").data("all");
        var other = jdk(folder.resolve("jdk-21"), "21.0.4");
        var right = jdk(folder.resolve("jdk-25"), "25.0.1");
        var said = tandem(
                Map.of("JAVA_HOME", other.toString(), "PATH", pathWithoutJava(), "TANDEM_JDKS", folder.toString()),
                "doctor");
        assertThat(said.text()).contains("JDK 25: " + right);
    }

    @Test
    void whereNoNodeCanBeFetchedItSaysWhereToGetOne() throws IOException {
        var said = tandem(withOldNode("http://localhost:1"), "test", "--clients");
        assertThat(said.code()).isEqualTo(1);
        assertThat(said.text()).contains("Cannot fetch node-").contains("https://nodejs.org");
    }

    @Test
    void aNodeThatIsNotTheOneMeantIsNotRun() throws IOException {
        var registry = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
        registry.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write("another".getBytes(StandardCharsets.UTF_8));
            exchange.close();
        });
        registry.start();
        try {
            var environment =
                    withOldNode("http://localhost:" + registry.getAddress().getPort());
            var said = tandem(environment, "test", "--clients");
            assertThat(said.code()).isEqualTo(1);
            assertThat(said.text()).contains("another SHA-512");
            assertThat(Path.of(environment.get("TANDEM_CACHE"))).isEmptyDirectory();
        } finally {
            registry.stop(0);
        }
    }

    @Test
    void theDoctorNamesATakenPortAndTheWayOut() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getByName("localhost"))) {
            var port = Integer.toString(socket.getLocalPort());
            var said = tandem(Map.of("TANDEM_PORT_KAFKA", port), "doctor");
            assertThat(said.code()).isEqualTo(1);
            assertThat(said.text())
                    .contains("FAIL  port " + port + " (KAFKA): taken")
                    .contains("--port-offset");
        }
    }

    @Test
    void theDoctorNamesAFolderThatCannotBeWritten() throws IOException {
        var file = Sites.empty("doctor").log("x").resolveSibling("file");
        Files.writeString(file, "not a folder");
        var said = tandem(Map.of("TANDEM_HOME", file.toString()), "doctor");
        assertThat(said.code()).isEqualTo(1);
        assertThat(said.text())
                .contains("FAIL  data folder: cannot write to " + file)
                .contains("TANDEM_HOME");
    }

    @Test
    void theLauncherRefusesWhatItDoesNotKnow() {
        var command = List.of(Jvm.java(), "-cp", System.getProperty("java.class.path"), Up.class.getName(), "--frsh");
        var said = run(new HashMap<>(), command);
        assertThat(said.code()).isEqualTo(2);
        assertThat(said.text()).contains("Unknown option --frsh");
    }

    @Test
    void theLauncherNamesATakenPortInsteadOfStarting() throws IOException {
        try (var socket = new ServerSocket(0)) {
            var home = Sites.empty("launcher-port").folder().toString();
            var port = Integer.toString(socket.getLocalPort());
            var command = List.of(Jvm.java(), "-cp", System.getProperty("java.class.path"), Up.class.getName());
            var said = run(new HashMap<>(Map.of("TANDEM_HOME", home, "TANDEM_PORT_POSTGRES", port)), command);
            assertThat(said.code()).isEqualTo(1);
            assertThat(said.text())
                    .contains("Port " + port + " for postgres is taken")
                    .doesNotContain("Exception");
        }
    }

    /** A machine whose Node is too old for the foreign clients, and that would fetch one here. */
    private static Map<String, String> withOldNode(String registry) throws IOException {
        var site = Sites.empty("node");
        var node = Files.createDirectories(site.data("bin")).resolve("node");
        Files.writeString(node, "#!/bin/sh\necho false\n");
        assertThat(node.toFile().setExecutable(true)).isTrue();
        return Map.of(
                "JAVA_HOME",
                System.getProperty("java.home"),
                "PATH",
                node.getParent() + ":" + System.getenv("PATH"),
                "TANDEM_CACHE",
                site.data("cache").toString(),
                "npm_config_registry",
                registry);
    }

    private static Said tandem(Map<String, String> environment, String... words) {
        var command =
                new ArrayList<>(List.of(Checkout.find().root().resolve("tandem").toString()));
        command.addAll(List.of(words));
        return run(environment, command);
    }

    private static Said run(Map<String, String> environment, List<String> command) {
        try {
            var builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().putAll(environment);
            var process = builder.start();
            process.getOutputStream().close();
            var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            return new Said(process.exitValue(), text);
        } catch (IOException e) {
            throw new AssertionError("Cannot run " + command, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted", e);
        }
    }

    /** A folder that looks like a JDK to whoever only reads its release file. */
    private static Path jdk(Path home, String version) throws IOException {
        for (var tool : List.of("java", "javac")) {
            var file = Files.createDirectories(home.resolve("bin")).resolve(tool);
            Files.writeString(file, "#!/bin/sh\n");
            assertThat(file.toFile().setExecutable(true)).isTrue();
        }
        Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
        return home;
    }

    /** The tools of the system without any java among them: links to what the script calls. */
    private static String pathWithoutJava() {
        try {
            var tools = Sites.empty("tools").data("bin");
            for (var tool : List.of(
                    "bash", "env", "dirname", "cat", "sed", "grep", "mkdir", "touch", "rm", "df", "awk", "curl")) {
                for (var folder : System.getenv("PATH").split(":", -1)) {
                    var real = Path.of(folder).resolve(tool);
                    if (Files.isExecutable(real) && !Files.exists(tools.resolve(tool))) {
                        Files.createSymbolicLink(tools.resolve(tool), real);
                    }
                }
            }
            return tools.toString();
        } catch (IOException e) {
            throw new IllegalStateException("Cannot link the tools", e);
        }
    }

    private record Said(int code, String text) {}
}
