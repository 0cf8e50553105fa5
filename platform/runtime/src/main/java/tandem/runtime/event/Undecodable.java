package tandem.runtime.event;

/** A record that is no event of the contract, and will not become one by trying again. The message names no content. */
public final class Undecodable extends RuntimeException {

    public Undecodable(String reason) {
        super(reason);
    }

    public Undecodable(String reason, Throwable cause) {
        super(reason, cause);
    }
}
