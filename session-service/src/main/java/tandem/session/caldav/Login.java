package tandem.session.caldav;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import tandem.runtime.fetch.Fetch;

/** Where a calendar is, and what opens it; never part of a log, nor of an answer. */
public record Login(
        URI address, @Nullable String user, @Nullable String secret) {

    /** The value of the Authorization header; null for a calendar that asks for none. */
    public @Nullable String authorization() {
        return user == null || secret == null ? null : Fetch.basic(user, secret);
    }

    @Override
    public String toString() {
        return "Login[" + address.getHost() + "]";
    }
}
