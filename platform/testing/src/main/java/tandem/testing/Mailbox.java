package tandem.testing;

import com.icegreen.greenmail.util.GreenMail;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;
import tandem.local.MailSink;
import tandem.local.Ports;

/** A mail server for a test, and what came in. */
public final class Mailbox implements QuarkusTestResourceLifecycleManager {
    private static final String FOLDER = "test.mail.folder";

    private @Nullable GreenMail server;

    @Override
    public Map<String, String> start() {
        try {
            var folder = Files.createTempDirectory("tandem-mail");
            var port = Ports.free();
            server = MailSink.start(folder, port);
            return Map.of(
                    "tandem.mail.server",
                    "localhost",
                    "tandem.mail.port",
                    Integer.toString(port),
                    FOLDER,
                    folder.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        if (server != null) {
            server.stop();
        }
    }

    /** What the address got, in order. */
    public static List<MimeMessage> of(String address) {
        var folder = Path.of(ConfigProvider.getConfig().getValue(FOLDER, String.class));
        try (var files = Files.list(folder)) {
            var mails = new ArrayList<MimeMessage>();
            for (var file : files.filter(each -> each.toString().endsWith(".eml"))
                    .sorted()
                    .toList()) {
                try (var in = Files.newInputStream(file)) {
                    var mail = new MimeMessage(Session.getInstance(new Properties()), in);
                    if (String.valueOf(mail.getHeader("To", null)).contains(address)) {
                        mails.add(mail);
                    }
                }
            }
            return mails;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }
}
