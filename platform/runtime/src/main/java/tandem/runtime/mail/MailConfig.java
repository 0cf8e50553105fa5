package tandem.runtime.mail;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** Where mail goes out. Without a server nothing is sent and everything stays queued. */
@ConfigMapping(prefix = "tandem.mail")
public interface MailConfig {

    /** Host name of the SMTP server. */
    Optional<String> server();

    @WithDefault("25")
    int port();

    /** Whether the connection is encrypted: not at all, once it stands, or from its first byte. */
    @WithDefault("NONE")
    Encryption encryption();

    Optional<String> user();

    Optional<String> password();

    /** The address mail comes from. */
    String from();

    /** Where people find Tandem; mail names no other place. */
    String link();

    /** How often the queue is looked at. */
    String every();

    /** How long it stays known that a mail was sent, or could not be. */
    Duration keep();

    String expiryEvery();

    /** How a connection to the server is encrypted. */
    enum Encryption {
        NONE,
        STARTTLS,
        TLS
    }
}
