package tandem.runtime.fetch;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * An answer, read to its end.
 *
 * @param from where it came from in the end
 * @param headers by lower-case name; of several the first
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Fetched(URI from, int status, Map<String, String> headers, byte[] body) {

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }
}
