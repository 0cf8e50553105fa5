package tandem.runtime.mail;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** The texts of a service: {@code mail/<template>.txt} among its resources. */
@ApplicationScoped
class MailTexts {
    private static final Pattern TEMPLATE = Pattern.compile("[a-z][a-z0-9-]{1,63}");

    private final Map<String, Optional<MailText>> known = new ConcurrentHashMap<>();

    Optional<MailText> find(String template) {
        return TEMPLATE.matcher(template).matches()
                ? known.computeIfAbsent(template, MailTexts::read)
                : Optional.empty();
    }

    private static Optional<MailText> read(String template) {
        try (var text =
                Thread.currentThread().getContextClassLoader().getResourceAsStream("mail/" + template + ".txt")) {
            return text == null
                    ? Optional.empty()
                    : Optional.of(MailText.parse(template, new String(text.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
