package tandem.runtime.idempotency;

import org.jspecify.annotations.Nullable;

/**
 * What was answered, as it is kept.
 *
 * @param request SHA-256 of what was asked, in hexadecimal
 * @param location the header of that name
 * @param body JSON
 */
record Answer(
        String request,
        int status,
        @Nullable String location,
        @Nullable String body) {

    static final int BODY_LENGTH_MAX = 1 << 20;

    Answer {
        if (body != null && body.length() > BODY_LENGTH_MAX) {
            throw new IllegalStateException("An answer of %d characters cannot be kept for retries, at most %d"
                    .formatted(body.length(), BODY_LENGTH_MAX));
        }
    }

    boolean isRefusal() {
        return status >= 400;
    }
}
