package tandem.runtime.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;

/** A connection to the mail server, for some mails. What the server says of one mail is told from what befalls the connection. */
final class MailLine implements AutoCloseable {
    private static final long CONNECT_MILLIS = Duration.ofSeconds(5).toMillis();
    private static final long ANSWER_MILLIS = Duration.ofSeconds(20).toMillis();
    private static final int TRANSIENT_FROM = 400;
    private static final int PERMANENT_FROM = 500;

    private final Transport transport;

    /** What became of one mail. */
    enum Result {
        TAKEN,
        /** Not now; the server may take it later. */
        LATER,
        /** Never. */
        REFUSED,
        /** The connection is gone, whatever became of the mail. */
        CUT
    }

    private MailLine(Transport transport) {
        this.transport = transport;
    }

    static Session session(MailConfig config) {
        var settings = new Properties();
        settings.put("mail.transport.protocol", "smtp");
        config.server().ifPresent(server -> settings.put("mail.smtp.host", server));
        settings.put("mail.smtp.port", Integer.toString(config.port()));
        settings.put("mail.smtp.auth", Boolean.toString(config.user().isPresent()));
        settings.put("mail.smtp.localhost", "tandem");
        settings.put("mail.smtp.connectiontimeout", Long.toString(CONNECT_MILLIS));
        settings.put("mail.smtp.timeout", Long.toString(ANSWER_MILLIS));
        settings.put("mail.smtp.writetimeout", Long.toString(ANSWER_MILLIS));
        settings.put("mail.smtp.ssl.checkserveridentity", "true");
        switch (config.encryption()) {
            case NONE -> {}
            case STARTTLS -> {
                settings.put("mail.smtp.starttls.enable", "true");
                settings.put("mail.smtp.starttls.required", "true");
            }
            case TLS -> settings.put("mail.smtp.ssl.enable", "true");
        }
        return Session.getInstance(settings);
    }

    /** Connects, or says why not: nobody there, or we are not let in. */
    static MailLine open(Session session, MailConfig config) throws MessagingException {
        var transport = session.getTransport();
        transport.connect(config.user().orElse(null), config.password().orElse(null));
        return new MailLine(transport);
    }

    Result send(MimeMessage message) {
        try {
            transport.sendMessage(message, message.getAllRecipients());
            return Result.TAKEN;
        } catch (MessagingException failure) {
            return transport.isConnected() ? verdict(failure) : Result.CUT;
        }
    }

    @Override
    public void close() {
        try {
            transport.close();
        } catch (MessagingException gone) {
            // so it is closed
        }
    }

    /** By the code of the server's answer to the recipient or the content; an answer about the sender is about us, not the mail. */
    private static Result verdict(MessagingException failure) {
        for (Exception link = failure; link instanceof MessagingException one; link = one.getNextException()) {
            var code = switch (one) {
                case SMTPAddressFailedException address -> address.getReturnCode();
                case SMTPSendFailedException content -> content.getReturnCode();
                default -> 0;
            };
            if (code >= PERMANENT_FROM) {
                return Result.REFUSED;
            }
            if (code >= TRANSIENT_FROM) {
                return Result.LATER;
            }
        }
        return Result.CUT;
    }
}
