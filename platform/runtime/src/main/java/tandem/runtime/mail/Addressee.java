package tandem.runtime.mail;

import org.jspecify.annotations.Nullable;

/**
 * Whom a mail goes to or is about, in the clear: made to be used at once, never kept or logged.
 *
 * @param address null of somebody no mail can be sent to
 */
public record Addressee(
        String givenName, String familyName, @Nullable String address) {

    /** As people are spoken of. */
    public String name() {
        return (givenName + " " + familyName).strip();
    }

    /** Nothing: a record that finds its way into a log must not take a name along. */
    @Override
    public String toString() {
        return "Addressee";
    }
}
