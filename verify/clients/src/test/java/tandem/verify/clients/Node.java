package tandem.verify.clients;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import tandem.local.Checkout;

/** Runs JavaScript in the Node that {@code ./tandem} found or fetched, beside the packages it has installed. */
final class Node {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private Node() {}

    /** What a run came to. */
    record Run(int status, String output, String errors) {}

    /** Runs a script or program of {@code target/} with what it reads from standard input. */
    static Run run(String program, List<String> arguments, Map<String, String> environment, String input) {
        var target = Checkout.find().root().resolve("verify/clients/target");
        if (!Files.isDirectory(target.resolve("node_modules"))) {
            throw new IllegalStateException("The npm packages are not installed: run ./tandem test --clients");
        }
        var command = new ArrayList<>(List.of("node", target.resolve(program).toString()));
        command.addAll(arguments);
        try {
            return run(command, environment, input, target);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot run " + command, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while " + program + " ran", e);
        }
    }

    private static Run run(List<String> command, Map<String, String> environment, String input, Path folder)
            throws IOException, InterruptedException {
        // files, not pipes: whatever the program writes, it never waits for us
        var in = Files.writeString(Files.createTempFile(folder, "node", ".in"), input);
        var out = Files.createTempFile(folder, "node", ".out");
        var errors = Files.createTempFile(folder, "node", ".err");
        try {
            var building = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectInput(in.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(errors.toFile());
            building.environment().putAll(environment);
            var process = building.start();
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException(command + " did not end within " + PATIENCE);
            }
            return new Run(process.exitValue(), Files.readString(out), Files.readString(errors));
        } finally {
            Files.delete(in);
            Files.delete(out);
            Files.delete(errors);
        }
    }
}
