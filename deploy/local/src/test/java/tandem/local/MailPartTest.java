package tandem.local;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class MailPartTest {

    @Test
    void keepsWhatItIsSent() throws IOException, MessagingException {
        var site = Sites.empty("mail");
        try (var mail = MailPart.start(site, Ports.free())) {
            send(mail.port(), "First");
            mail.restart();
            send(mail.port(), "Second");

            assertThat(files(mail.folder()))
                    .extracting(file -> file.getFileName().toString())
                    .containsExactly("000000001.eml", "000000002.eml");
            assertThat(Files.readString(files(mail.folder()).getLast()))
                    .contains("Subject: Second", "To: lea@example.com");
        }
    }

    @Test
    void keepsTheLastOnly() throws IOException, MessagingException {
        var folder = Sites.empty("sink").data("mail");
        Files.writeString(folder.resolve("000000001.eml"), "old");
        Files.writeString(folder.resolve(String.format("%09d.eml", MailSink.KEPT)), "the last");

        new MailSink(folder).keep(message(Session.getInstance(new Properties()), "New"));

        assertThat(files(folder)).hasSize(2).doesNotContain(folder.resolve("000000001.eml"));
    }

    private static void send(int port, String subject) throws MessagingException {
        var settings = new Properties();
        settings.put("mail.smtp.host", "localhost");
        settings.put("mail.smtp.port", Integer.toString(port));
        Transport.send(message(Session.getInstance(settings), subject));
    }

    private static MimeMessage message(Session session, String subject) throws MessagingException {
        var message = new MimeMessage(session);
        message.setFrom("tandem@example.com");
        message.setRecipients(RecipientType.TO, "lea@example.com");
        message.setSubject(subject);
        message.setText("Hello");
        return message;
    }

    private static List<Path> files(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".eml"))
                    .sorted()
                    .toList();
        }
    }
}
