package tandem.local;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/**
 * A process with a log, a process-id file and bounded waits. The process-id file names the process by its start time too, so that
 * a later launcher ends its own leftovers and never a stranger that was given the same number.
 */
public final class OsProcess implements AutoCloseable {
    private static final long LOG_KEPT_BYTES = 20L << 20;
    private static final long TAIL_BYTES = 32L << 10;
    private static final Pattern STACK_FRAME = Pattern.compile("\\s+(at |\\.\\.\\. \\d+ more)");
    private static final Duration POLL = Duration.ofMillis(50);

    private final String name;
    private final Process process;
    private final Path log;
    private final Path pidFile;

    private OsProcess(String name, Process process, Path log, Path pidFile) {
        this.name = name;
        this.process = process;
        this.log = log;
        this.pidFile = pidFile;
    }

    static OsProcess start(Site site, String name, List<String> command, Map<String, String> environment) {
        var log = site.log(name);
        if (Exit.hasBegun()) {
            throw new PartFailed(name + " is not started: we are stopping");
        }
        try {
            if (Files.exists(log) && Files.size(log) > LOG_KEPT_BYTES) {
                Files.move(log, log.resolveSibling(name + ".log.1"), StandardCopyOption.REPLACE_EXISTING);
            }
            var builder = new ProcessBuilder(command)
                    .directory(site.folder().toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment().putAll(environment);
            var process = builder.start();
            process.getOutputStream().close();
            var pidFile = site.pidFile(name);
            Files.writeString(pidFile, process.pid() + " " + startedAt(process.toHandle()) + "\n");
            var started = new OsProcess(name, process, log, pidFile);
            Exit.closes(started);
            return started;
        } catch (IOException e) {
            throw new PartFailed("Cannot start " + name + ": " + e.getMessage(), e);
        }
    }

    /** Ends the process a former launcher recorded in this file, if it still runs; true when there was one. */
    static boolean endLeftover(Path pidFile) {
        try {
            var words = Files.readString(pidFile).strip().split(" ");
            var left = ProcessHandle.of(Long.parseLong(words[0]))
                    .filter(handle -> words.length == 2 && words[1].equals(Long.toString(startedAt(handle))));
            left.ifPresent(OsProcess::end);
            Files.deleteIfExists(pidFile);
            return left.isPresent();
        } catch (IOException | NumberFormatException e) {
            throw new PartFailed(
                    "Cannot read " + pidFile + " (" + e
                            + "). Look whether its process still runs, then delete the file.",
                    e);
        }
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public Path log() {
        return log;
    }

    /** Runs the action once the process is gone, however it went. */
    public void whenEnded(Runnable action) {
        Thread.startVirtualThread(() -> {
            process.onExit().join();
            action.run();
        });
    }

    public int exitValue() {
        return process.exitValue();
    }

    /** Sends a signal by its short name, such as STOP. */
    public void signal(String signal) {
        run("kill -s " + signal + " " + pid());
    }

    /** SIGKILL, to the process first and then to everything it started. */
    public void kill() {
        var started = process.descendants().toList();
        process.destroyForcibly();
        started.forEach(ProcessHandle::destroyForcibly);
        await(Duration.ofSeconds(10));
    }

    /** As {@link #kill()}; a part that wants to end in order stops it before. */
    @Override
    public void close() {
        stop("KILL", Duration.ofSeconds(5));
    }

    /** Resident memory in MiB, 0 when the process is gone. */
    public long residentMegabytes() {
        var status = Path.of("/proc", Long.toString(pid()), "status");
        var kilobytes = Files.isReadable(Path.of("/proc/self/status"))
                ? run("sed -n 's/^VmRSS:[^0-9]*\\([0-9]*\\).*/\\1/p' " + status).strip()
                : run("ps -o rss= -p " + pid()).strip();
        return kilobytes.isEmpty() ? 0 : Long.parseLong(kilobytes) / 1024;
    }

    /** The last lines of the log without stack frames, for a message to a person. */
    public String tail(int lines) {
        try (var file = new RandomAccessFile(log.toFile(), "r")) {
            var length = (int) Math.min(file.length(), TAIL_BYTES);
            var bytes = new byte[length];
            file.seek(file.length() - length);
            file.readFully(bytes);
            var all = new String(bytes, StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !STACK_FRAME.matcher(line).lookingAt())
                    .toList();
            return String.join("\n", all.subList(Math.max(0, all.size() - lines), all.size()));
        } catch (IOException e) {
            return "(no log: " + e.getMessage() + ")";
        }
    }

    /** Waits until the process answers; fails as soon as it ends, or when the time is over. */
    void awaitReady(Duration limit, Probe probe) {
        var deadline = System.nanoTime() + limit.toNanos();
        while (!probe.answers()) {
            if (!isAlive()) {
                throw new PartFailed("%s ended with code %d before it was ready. Its log %s ends with:%n%s"
                        .formatted(name, exitValue(), log, tail(15)));
            }
            if (System.nanoTime() > deadline) {
                throw new PartFailed("%s was not ready within %d s. Its log %s ends with:%n%s"
                        .formatted(name, limit.toSeconds(), log, tail(15)));
            }
            pauseFor(POLL);
        }
    }

    /** Asks with the signal, waits for the patience, then kills. */
    void stop(String signal, Duration patience) {
        if (isAlive()) {
            signal("CONT"); // a paused process would not hear the next one
            signal(signal);
            if (!await(patience)) {
                kill();
            }
        }
        Exit.forgets(this);
        try {
            Files.deleteIfExists(pidFile);
        } catch (IOException e) {
            throw new PartFailed("Cannot delete " + pidFile + ": " + e.getMessage(), e);
        }
    }

    /** Runs a command to its end and returns what it said; the command is a tool of a part, never a part itself. */
    static String output(String what, List<String> command, Map<String, String> environment, Duration limit) {
        try {
            var said = Files.createTempFile("tandem-", ".out");
            try {
                var builder =
                        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile());
                builder.environment().putAll(environment);
                var process = builder.start();
                process.getOutputStream().close();
                if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                    end(process.toHandle());
                    throw new PartFailed("%s did not end within %d s. It said:%n%s"
                            .formatted(what, limit.toSeconds(), Files.readString(said)));
                }
                if (process.exitValue() != 0) {
                    throw new PartFailed("%s ended with code %d. It said:%n%s"
                            .formatted(what, process.exitValue(), Files.readString(said)));
                }
                return Files.readString(said);
            } finally {
                Files.deleteIfExists(said);
            }
        } catch (IOException e) {
            throw new PartFailed("Cannot run " + what + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PartFailed("Interrupted while running " + what, e);
        }
    }

    static void pauseFor(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PartFailed("Interrupted while waiting", e);
        }
    }

    private boolean await(Duration limit) {
        try {
            return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return !isAlive();
        }
    }

    private static void end(ProcessHandle handle) {
        var all = new ArrayList<>(List.of(handle));
        handle.descendants().forEach(all::add);
        all.forEach(ProcessHandle::destroy);
        var gone =
                CompletableFuture.allOf(all.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new));
        try {
            gone.get(3, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            all.forEach(ProcessHandle::destroyForcibly);
        } catch (ExecutionException | TimeoutException e) {
            all.forEach(ProcessHandle::destroyForcibly);
            gone.orTimeout(5, TimeUnit.SECONDS).exceptionally(late -> null).join();
        }
    }

    private static long startedAt(ProcessHandle handle) {
        return handle.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }

    /** The shell has kill built in, so this needs no package. A failure means the process is gone, which callers find out. */
    private static String run(String command) {
        try {
            var process = new ProcessBuilder("sh", "-c", command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            process.waitFor();
            return said;
        } catch (IOException e) {
            throw new PartFailed("Cannot run " + command + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PartFailed("Interrupted while running " + command, e);
        }
    }

    /** Asks a starting process whether it serves yet. */
    @FunctionalInterface
    interface Probe {
        boolean answers();
    }
}
