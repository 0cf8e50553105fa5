package tandem.session.invitation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import tandem.events.PersonId;
import tandem.session.engagement.CalendarPermissions;

/** Says a time in words, where the person is as far as we may know, else in UTC. */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
class Moments {
    private static final DateTimeFormatter WORDS =
            DateTimeFormatter.ofPattern("EEEE d MMMM uuuu, HH:mm", Locale.ENGLISH);

    private final CalendarPermissions permissions;

    Moments(CalendarPermissions permissions) {
        this.permissions = permissions;
    }

    String words(PersonId person, Instant time) {
        ZoneId zone = permissions.zoneOf(person).orElse(ZoneOffset.UTC);
        return WORDS.withZone(zone).format(time) + " (" + (zone.equals(ZoneOffset.UTC) ? "UTC" : zone.getId()) + ")";
    }
}
