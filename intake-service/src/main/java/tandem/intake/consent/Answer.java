package tandem.intake.consent;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tandem.events.ConsentItem;

/**
 * Yes or no to a purpose, from the person.
 *
 * @param textVersion the text that was shown, in {@code language}
 * @param expiresAt until when a yes holds; null without an end
 * @param item for the purposes given item by item
 */
public record Answer(
        boolean granted,
        String textVersion,
        String language,
        @Nullable Instant expiresAt,
        @Nullable ConsentItem item) {}
