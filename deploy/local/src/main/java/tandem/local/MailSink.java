package tandem.local;

import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;

/**
 * Takes in all mail that Tandem sends on this machine and keeps the last of it as files, newest with the highest number, for people
 * to look at and tests to read. Nothing goes any further.
 */
public final class MailSink {
    /** How many mails are kept. */
    static final int KEPT = 500;

    private static final String ENDING = ".eml";

    private final Path folder;
    private long number;

    MailSink(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.number = files().stream().mapToLong(MailSink::numberOf).max().orElse(0);
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        start(Path.of(args[0]), Integer.parseInt(args[1]));
        new CountDownLatch(1).await();
    }

    /** Listens on the port of the loopback address and keeps what comes in the folder. */
    public static GreenMail start(Path folder, int port) throws IOException {
        var sink = new MailSink(folder);
        var server = new GreenMail(new ServerSetup(port, "localhost", ServerSetup.PROTOCOL_SMTP));
        var users = server.getUserManager();
        var deliver = users.getMessageDeliveryHandler();
        users.setMessageDeliveryHandler((message, address) -> {
            sink.keep(message.getMessage());
            emptied(server);
            return deliver.handle(message, address);
        });
        server.start();
        return server;
    }

    /** The server keeps a mailbox in memory for everybody; nobody reads them. */
    private static void emptied(GreenMail server) throws MessagingException {
        try {
            server.purgeEmailFromAllMailboxes();
        } catch (FolderException e) {
            throw new MessagingException("Cannot empty the mailboxes", e);
        }
    }

    /** Under its own name only once it is written: whoever looks never reads half a mail. */
    synchronized void keep(MimeMessage message) throws MessagingException {
        number++;
        var draft = folder.resolve("incoming");
        try {
            try (var out = Files.newOutputStream(draft)) {
                message.writeTo(out);
            }
            Files.move(
                    draft,
                    folder.resolve(String.format(Locale.ROOT, "%09d%s", number, ENDING)),
                    StandardCopyOption.REPLACE_EXISTING);
            for (var old : files()) {
                if (numberOf(old) <= number - KEPT) {
                    Files.delete(old);
                }
            }
        } catch (IOException e) {
            throw new MessagingException("Cannot keep the mail in " + folder, e);
        }
    }

    private List<Path> files() throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(ENDING))
                    .sorted(Comparator.naturalOrder())
                    .toList();
        }
    }

    private static long numberOf(Path file) {
        var name = String.valueOf(file.getFileName());
        try {
            return Long.parseLong(name.substring(0, name.length() - ENDING.length()));
        } catch (NumberFormatException notOurs) {
            return Long.MAX_VALUE;
        }
    }
}
