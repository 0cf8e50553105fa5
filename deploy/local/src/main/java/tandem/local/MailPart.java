package tandem.local;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Where mail ends up on this machine: a small SMTP server that keeps the last mails as files. */
public final class MailPart implements Part {
    private static final String NAME = "mail";
    private static final Duration READY_WITHIN = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Site site;
    private final int port;
    private OsProcess process;

    private MailPart(Site site, int port) {
        this.site = site;
        this.port = port;
        process = launch();
    }

    /** Starts it in the class path of whoever asks, which has its classes. */
    static MailPart start(Site site, int port) {
        return new MailPart(site, port);
    }

    public int port() {
        return port;
    }

    /** The mails, as {@code .eml} files. */
    public Path folder() {
        return site.data(NAME);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public OsProcess process() {
        return process;
    }

    @Override
    public void restart() {
        close();
        process = launch();
    }

    @Override
    public void close() {
        Exit.forgets(this);
        process.stop("TERM", PATIENCE);
    }

    private boolean isListening() {
        try (var probe = new Socket("localhost", port)) {
            return probe.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    private OsProcess launch() {
        var launched = OsProcess.start(
                site,
                NAME,
                List.of(
                        Jvm.java(),
                        "-Xmx64m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Dtandem.site=" + site.folder(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        MailSink.class.getName(),
                        folder().toString(),
                        Integer.toString(port)),
                Map.of());
        try {
            launched.awaitReady(READY_WITHIN, this::isListening);
        } catch (PartFailed e) {
            launched.close();
            throw e;
        }
        Exit.closes(this);
        return launched;
    }
}
