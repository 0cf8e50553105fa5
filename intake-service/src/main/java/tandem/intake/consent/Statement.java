package tandem.intake.consent;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tandem.events.ConsentItem;
import tandem.events.LawfulBasis;
import tandem.events.Purpose;

/**
 * What a person said about a purpose.
 *
 * @param textVersion the text they were shown
 * @param language BCP 47 tag of that text
 * @param statedBy who passed it on: the person, the HR system, or {@link #EXPIRY}
 * @param expiresAt when a grant ends by itself; null without an end
 * @param item for the purposes given item by item
 */
public record Statement(
        Purpose purpose,
        boolean granted,
        LawfulBasis basis,
        String textVersion,
        String language,
        Instant statedAt,
        String statedBy,
        @Nullable Instant expiresAt,
        @Nullable ConsentItem item) {

    /** Who "withdraws" what has run out. */
    public static final String EXPIRY = "expiry";
}
