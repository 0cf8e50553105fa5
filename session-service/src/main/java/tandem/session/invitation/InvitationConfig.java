package tandem.session.invitation;

import io.smallrye.config.ConfigMapping;

/** How Tandem invites. */
@ConfigMapping(prefix = "tandem.invitation")
public interface InvitationConfig {

    /** The address that organises booked sessions: answers of calendars are sent there. */
    String organizer();
}
