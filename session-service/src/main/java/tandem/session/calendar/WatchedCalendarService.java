package tandem.session.calendar;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tandem.events.PersonId;
import tandem.runtime.failure.Work;
import tandem.runtime.tenant.Tenants;
import tandem.session.engagement.CalendarPermissions;
import tandem.session.icalendar.CalendarText;
import tandem.session.icalendar.Entry;
import tandem.session.icalendar.Meeting;

/**
 * Takes in calendars that are looked at instead of told about. What they hold goes the way of every calendar input; only two things are
 * seen by looking alone: that something changed since the last look, and that it is gone.
 */
@ApplicationScoped
public class WatchedCalendarService {

    private final FollowingService following;
    private final FollowedMeetings meetings;
    private final DirectoryClient directory;
    private final CalendarPermissions permissions;
    private final Tenants tenants;
    private final Work work;

    WatchedCalendarService(
            FollowingService following,
            FollowedMeetings meetings,
            DirectoryClient directory,
            CalendarPermissions permissions,
            Tenants tenants,
            Work work) {
        this.following = following;
        this.meetings = meetings;
        this.directory = directory;
        this.permissions = permissions;
        this.tenants = tenants;
        this.work = work;
    }

    /** A text that was read, its people asked for. */
    public record Reading(List<Entry> entries) {}

    /**
     * What became of a text.
     *
     * @param meetings those of it that are followed now
     * @param identified whether it could be said of everybody who matters who they are; if not, look again
     */
    public record Followed(Set<String> meetings, boolean identified) {}

    /** Reads a text of the calendar of {@code owner} and asks the directory ahead of the transaction that needs its answers. */
    public Reading read(String text, PersonId owner) {
        var zone = work.inTransaction(tenants.current(), () -> permissions.zoneOf(owner));
        var entries = CalendarText.read(text, zone.orElse(null));
        var addresses = new HashSet<String>();
        for (var entry : entries) {
            if (entry instanceof Meeting meeting) {
                addresses.addAll(FollowingService.addresses(Observation.of(meeting, null)));
            }
        }
        directory.ask(addresses);
        return new Reading(entries);
    }

    /**
     * Makes the sessions follow.
     *
     * @param unlike when the calendar was last seen to be different; null where that cannot be said. Programs that move a meeting and
     *     leave its stamp as it was are followed by this
     */
    @Transactional(TxType.MANDATORY)
    public Followed follow(Reading reading, @Nullable Instant unlike) {
        var followed = new HashSet<String>();
        var identified = true;
        for (var entry : reading.entries()) {
            switch (entry) {
                case Entry.Skipped skipped -> following.skip(skipped);
                case Meeting meeting -> {
                    var seen = Observation.of(meeting, null);
                    var outcome = following.observe(unlike == null ? seen : seen.notBefore(unlike));
                    identified &= !outcome.isParked();
                    if (outcome.isFollowed()) {
                        followed.add(meetings.idOf(seen.uid()));
                    }
                }
            }
        }
        return new Followed(followed, identified);
    }

    /** The meeting is gone from the calendar it was followed in: what is to come of it is called off. */
    @Transactional(TxType.MANDATORY)
    public void vanished(String meeting, Instant now) {
        following.vanished(meeting, now);
    }

    /** Whether the meeting is still followed. */
    @Transactional(TxType.MANDATORY)
    public Set<String> stillFollowed(Set<String> those) {
        var still = new HashSet<String>();
        those.stream()
                .filter(meeting -> meetings.findByIdOptional(meeting).isPresent())
                .forEach(still::add);
        return still;
    }
}
