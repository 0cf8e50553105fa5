package tandem.intake.consent;

import java.time.Instant;
import tandem.events.LawfulBasis;
import tandem.events.Purpose;

/**
 * What a person said about a purpose.
 *
 * @param textVersion the text they were shown
 * @param language BCP 47 tag of that text
 * @param statedBy who passed it on: the person, or the HR system
 */
public record Statement(
        Purpose purpose,
        boolean granted,
        LawfulBasis basis,
        String textVersion,
        String language,
        Instant statedAt,
        String statedBy) {}
