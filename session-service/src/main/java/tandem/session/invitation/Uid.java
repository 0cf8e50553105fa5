package tandem.session.invitation;

import java.util.Optional;
import java.util.UUID;
import tandem.events.SessionId;

/** The UIDs Tandem gives: they name the session and say whose they are. */
public final class Uid {
    private static final String OURS = "@tandem";
    private static final int UUID_LENGTH = 36;

    private Uid() {}

    static String of(SessionId session) {
        return session + OURS;
    }

    /** The session a UID of ours names; empty for everybody else's. */
    public static Optional<SessionId> sessionOf(String uid) {
        if (!uid.endsWith(OURS) || uid.length() != UUID_LENGTH + OURS.length()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new SessionId(UUID.fromString(uid.substring(0, UUID_LENGTH))));
        } catch (IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }
}
