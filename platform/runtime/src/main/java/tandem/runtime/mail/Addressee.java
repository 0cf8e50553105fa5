package tandem.runtime.mail;

/** Whom a mail goes to, in the clear: made to be used at once, never kept or logged. */
public record Addressee(String givenName, String address) {

    /** Nothing: a record that finds its way into a log must not take a name along. */
    @Override
    public String toString() {
        return "Addressee";
    }
}
