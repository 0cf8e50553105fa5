package tandem.session.invitation;

import java.util.Optional;
import java.util.UUID;

/** The UIDs Tandem gives: they name a session or a series and say whose they are. */
public final class Uid {
    private static final String OURS = "@tandem";
    private static final int UUID_LENGTH = 36;

    private Uid() {}

    /** The UID of a session that was booked by itself, or of a series. */
    public static String of(UUID booked) {
        return booked + OURS;
    }

    /** What a UID of ours names; empty for everybody else's. */
    public static Optional<UUID> idOf(String uid) {
        if (!uid.endsWith(OURS) || uid.length() != UUID_LENGTH + OURS.length()) {
            return Optional.empty();
        }
        try {
            return Optional.of(UUID.fromString(uid.substring(0, UUID_LENGTH)));
        } catch (IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }
}
