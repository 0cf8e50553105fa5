package tandem.session.calendar;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tandem.runtime.failure.Work;
import tandem.runtime.tenant.Tenants;
import tandem.session.engagement.CalendarPermissions;
import tandem.session.icalendar.CalendarText;
import tandem.session.icalendar.Entry;
import tandem.session.icalendar.Meeting;

/** Takes in calendar texts: reads them, asks who takes part, and decides about all meetings of a text in one transaction. */
@ApplicationScoped
public class CalendarService {

    private final DirectoryClient directory;
    private final CalendarPermissions permissions;
    private final FollowingService following;
    private final ParkedInputs parked;
    private final Tenants tenants;
    private final Work work;

    CalendarService(
            DirectoryClient directory,
            CalendarPermissions permissions,
            FollowingService following,
            ParkedInputs parked,
            Tenants tenants,
            Work work) {
        this.directory = directory;
        this.permissions = permissions;
        this.following = following;
        this.parked = parked;
        this.tenants = tenants;
        this.work = work;
    }

    /**
     * Takes in a text; the outcomes are in the order of its events. When it depends on people nobody can identify just now, the whole
     * text is parked: taking in what was taken before changes nothing.
     *
     * @param owner address, in lower case, of the person whose calendar it is from
     */
    List<CalendarOutcome> take(String text, @Nullable String owner) {
        var outcomes = attempt(text, owner);
        if (outcomes.stream().anyMatch(CalendarOutcome::isParked)) {
            work.inTransaction(tenants.current(), () -> {
                parked.park(new ParkedInput.Text(text, owner));
                return outcomes;
            });
        }
        return outcomes;
    }

    /** As {@link #take}, but leaves parking to the caller. */
    List<CalendarOutcome> attempt(String text, @Nullable String owner) {
        var ownerKnown = owner == null || directory.ask(Set.of(owner));
        var entries = CalendarText.read(text, owner == null ? null : zoneOf(owner));
        Set<String> addresses = new HashSet<>();
        for (var entry : entries) {
            if (entry instanceof Meeting meeting) {
                addresses.addAll(FollowingService.addresses(Observation.of(meeting)));
            }
        }
        directory.ask(addresses);
        return work.inTransaction(tenants.current(), () -> observe(entries, ownerKnown));
    }

    private List<CalendarOutcome> observe(Collection<Entry> entries, boolean ownerKnown) {
        List<CalendarOutcome> outcomes = new ArrayList<>();
        for (var entry : entries) {
            outcomes.add(
                    switch (entry) {
                        case Meeting meeting -> following.observe(Observation.of(meeting));
                        case Entry.Skipped skipped ->
                            skipped.reason() == Entry.Reason.FLOATING && !ownerKnown
                                    ? CalendarOutcome.parked()
                                    : following.skip(skipped);
                    });
        }
        return outcomes;
    }

    private @Nullable ZoneId zoneOf(String owner) {
        var person = directory.find(owner);
        return person.isEmpty()
                ? null
                : work.inTransaction(tenants.current(), () -> permissions.zoneOf(person.get()))
                        .orElse(null);
    }
}
