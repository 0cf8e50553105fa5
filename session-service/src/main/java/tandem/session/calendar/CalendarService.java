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
        return take(new ParkedInput.Text(text, owner, null));
    }

    /** As {@link #take(String, String)}, for each text of a mail. */
    List<CalendarOutcome> take(CalendarMail mail, @Nullable String owner) {
        return mail.texts().stream()
                .flatMap(text -> take(new ParkedInput.Text(text, owner, mail.sender())).stream())
                .toList();
    }

    private List<CalendarOutcome> take(ParkedInput.Text input) {
        var outcomes = attempt(input);
        if (outcomes.stream().anyMatch(CalendarOutcome::isParked)) {
            work.inTransaction(tenants.current(), () -> {
                parked.park(input);
                return outcomes;
            });
        }
        return outcomes;
    }

    /** As {@link #take(String, String)}, but leaves parking to the caller. */
    List<CalendarOutcome> attempt(ParkedInput.Text input) {
        var owner = input.owner();
        var ownerKnown = owner == null || directory.ask(Set.of(owner));
        var entries = CalendarText.read(input.text(), owner == null ? null : zoneOf(owner));
        var sender = input.sender();
        Set<String> addresses = new HashSet<>();
        for (var entry : entries) {
            if (entry instanceof Meeting meeting) {
                addresses.addAll(FollowingService.addresses(Observation.of(meeting, sender)));
            }
        }
        directory.ask(addresses);
        return work.inTransaction(tenants.current(), () -> observe(entries, ownerKnown, sender));
    }

    private List<CalendarOutcome> observe(Collection<Entry> entries, boolean ownerKnown, @Nullable String sender) {
        List<CalendarOutcome> outcomes = new ArrayList<>();
        for (var entry : entries) {
            outcomes.add(
                    switch (entry) {
                        case Meeting meeting -> following.observe(Observation.of(meeting, sender));
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
