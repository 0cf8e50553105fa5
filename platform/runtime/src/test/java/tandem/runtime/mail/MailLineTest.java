package tandem.runtime.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import tandem.runtime.mail.MailLine.Result;

/** Against a server that answers each recipient by name. */
class MailLineTest {

    @Test
    void tellsWhatTheServerTakesFromWhatItRefuses() throws IOException, MessagingException {
        try (var server = listen();
                var line = open(server)) {
            assertThat(send(line, "lea@example.com")).isEqualTo(Result.TAKEN);
            assertThat(send(line, "later@example.com")).isEqualTo(Result.LATER);
            assertThat(send(line, "nobody@example.com")).isEqualTo(Result.REFUSED);
            assertThat(send(line, "carl@example.com")).isEqualTo(Result.TAKEN);
        }
    }

    @Test
    void noticesThatTheServerHungUp() throws IOException, MessagingException {
        try (var server = listen();
                var line = open(server)) {
            assertThat(send(line, "cut@example.com")).isEqualTo(Result.CUT);
        }
    }

    @Test
    void doesNotConnectWhereNobodyListens() throws IOException {
        var server = listen();
        server.close();

        assertThatThrownBy(() -> open(server)).isInstanceOf(MessagingException.class);
    }

    private static MailLine open(ServerSocket server) throws MessagingException {
        var config = new Settings(server.getLocalPort());
        return MailLine.open(MailLine.session(config), config);
    }

    /** A server on this machine that asks for nothing. */
    private record Settings(int port) implements MailConfig {
        @Override
        public Optional<String> server() {
            return Optional.of("localhost");
        }

        @Override
        public Encryption encryption() {
            return Encryption.NONE;
        }

        @Override
        public Optional<String> user() {
            return Optional.empty();
        }

        @Override
        public Optional<String> password() {
            return Optional.empty();
        }

        @Override
        public String from() {
            return "tandem@example.com";
        }

        @Override
        public String link() {
            return "http://localhost";
        }

        @Override
        public String every() {
            return "off";
        }

        @Override
        public Duration keep() {
            return Duration.ofDays(1);
        }

        @Override
        public String expiryEvery() {
            return "off";
        }
    }

    private static Result send(MailLine line, String to) throws MessagingException {
        var message = new MimeMessage(Session.getInstance(new Properties()));
        message.setFrom("tandem@example.com");
        message.setRecipients(RecipientType.TO, to);
        message.setText("Hello");
        message.saveChanges();
        return line.send(message);
    }

    private static ServerSocket listen() throws IOException {
        var server = new ServerSocket(0, 5, InetAddress.getByName("localhost"));
        Thread.startVirtualThread(() -> serve(server));
        return server;
    }

    private static void serve(ServerSocket server) {
        while (!server.isClosed()) {
            try (var client = server.accept()) {
                talk(client);
            } catch (IOException gone) {
                // the next
            }
        }
    }

    private static void talk(Socket client) throws IOException {
        var in = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
        answer(client, "220 here");
        var content = false;
        for (var line = in.readLine(); line != null; line = in.readLine()) {
            var word = line.toLowerCase(Locale.ROOT);
            if (content) {
                content = !line.equals(".");
                if (!content) {
                    answer(client, "250 taken");
                }
            } else if (word.startsWith("data")) {
                content = true;
                answer(client, "354 go on");
            } else if (word.contains("<later@")) {
                answer(client, "451 later");
            } else if (word.contains("<nobody@")) {
                answer(client, "550 nobody here");
            } else if (word.contains("<cut@")) {
                return;
            } else {
                answer(client, "250 well");
            }
        }
    }

    private static void answer(Socket client, String text) throws IOException {
        client.getOutputStream().write((text + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }
}
