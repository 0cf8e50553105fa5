package tandem.intake.consent;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Yes or no to a purpose, from the person.
 *
 * @param textVersion the text that was shown, in {@code language}
 * @param expiresAt until when a yes holds; null without an end
 */
public record Answer(
        boolean granted,
        String textVersion,
        String language,
        @Nullable Instant expiresAt) {}
