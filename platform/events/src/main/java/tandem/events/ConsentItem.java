package tandem.events;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a consent given item by item is about: one field, for one kind of reader.
 *
 * @param field a code, such as {@code DEVELOPMENT_GOAL}; never words
 * @param about the note, hand-off or win it is about; null for all of the field
 */
public record ConsentItem(
        String field, Recipient recipient, @Nullable UUID about) {

    /** Who may then read it, by the part they play for the person. */
    public enum Recipient {
        COACH,
        MENTOR,
        LINE_MANAGER,
        HR_PARTNER,
        SPONSOR,
        /** Everybody of the programme. */
        PROGRAMME,
        /** Everybody in the company. */
        COMPANY
    }
}
