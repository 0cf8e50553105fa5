package tandem.session.connection;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tandem.events.PersonId;
import tandem.runtime.failure.Work;
import tandem.runtime.tenant.Tenants;
import tandem.runtime.time.MachineTime;
import tandem.session.caldav.CalDavClient;
import tandem.session.caldav.CalDavClient.Listing;
import tandem.session.caldav.Login;
import tandem.session.caldav.Trouble;
import tandem.session.caldav.Troubled;
import tandem.session.calendar.WatchedCalendarService;
import tandem.session.connection.CalendarConnection.Kind;
import tandem.session.connection.FollowedEntries.Entry;
import tandem.session.engagement.CalendarPermissions;
import tandem.session.icalendar.CalendarRefused;

/**
 * Looks at one connected calendar: what changed, what is gone. No transaction waits for the calendar's server, each entry is taken in
 * by one of its own, and how far it came is kept last: a look that breaks off is repeated, and finds what it took in unchanged.
 */
@ApplicationScoped
class LookService {
    private static final Duration LEASE = Duration.ofMinutes(5);
    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final int AT_ONCE = 20;
    private static final String PRESENT = "present";

    private final CalendarConnections connections;
    private final FollowedEntries entries;
    private final ConnectionVault vault;
    private final CalendarPermissions permissions;
    private final WatchedCalendarService calendars;
    private final CalDavClient caldav;
    private final SubscriptionClient subscriptions;
    private final ConnectionConfig config;
    private final Tenants tenants;
    private final Work work;
    private final Clock clock;
    private final MeterRegistry metrics;

    LookService(
            CalendarConnections connections,
            FollowedEntries entries,
            ConnectionVault vault,
            CalendarPermissions permissions,
            WatchedCalendarService calendars,
            CalDavClient caldav,
            SubscriptionClient subscriptions,
            ConnectionConfig config,
            Tenants tenants,
            Work work,
            @MachineTime Clock clock,
            MeterRegistry metrics) {
        this.connections = connections;
        this.entries = entries;
        this.vault = vault;
        this.permissions = permissions;
        this.calendars = calendars;
        this.caldav = caldav;
        this.subscriptions = subscriptions;
        this.config = config;
        this.tenants = tenants;
        this.work = work;
        this.clock = clock;
        this.metrics = metrics;
    }

    /** What to look at, and what was seen there before. */
    private record Task(
            UUID id,
            PersonId person,
            Kind kind,
            Login login,
            @Nullable String position,
            @Nullable Instant lookedAt,
            boolean whole,
            Map<String, Entry> known,
            long deadline) {}

    /** How far a look came. */
    private record Reached(@Nullable String position, boolean whole) {}

    /** Looks at the calendar, if it is due and nobody else does. */
    void look(UUID id, Instant now) {
        var begun = work.inTransaction(tenants.current(), () -> begin(id, now));
        if (begun.isEmpty()) {
            return;
        }
        var task = begun.get();
        try {
            var reached = switch (task.kind()) {
                case CALDAV -> collection(task, now);
                case SUBSCRIPTION -> file(task, now);
            };
            end(
                    id,
                    connection -> connection.looked(
                            vault.position(task.person(), id, reached.position()),
                            reached.whole(),
                            now,
                            config.lookEvery()));
            count("looked");
        } catch (Troubled troubled) {
            end(id, connection -> connection.failed(troubled.trouble(), now));
            count(troubled.trouble().label());
        }
    }

    private Optional<Task> begin(UUID id, Instant now) {
        var found = connections
                .lock(id)
                .filter(connection -> connection.access() != null && permissions.allows(connection.person()))
                .filter(connection -> connection.lease(now, clock.instant(), LEASE));
        return found.map(connection -> new Task(
                id,
                connection.person(),
                connection.kind(),
                vault.access(connection.person(), id, Objects.requireNonNull(connection.access())),
                vault.position(connection.person(), id, connection.position()),
                connection.syncedAt(),
                connection.wantsAll(now, config.readAllEvery()),
                known(id),
                System.nanoTime() + LONGEST.toNanos()));
    }

    /** What is followed no more, because its engagement let go of it, counts as not seen. */
    private Map<String, Entry> known(UUID id) {
        var kept = entries.of(id);
        var meetings = new HashSet<String>();
        kept.values().forEach(entry -> meetings.add(entry.meeting()));
        var still = calendars.stillFollowed(meetings);
        var known = new HashMap<String, Entry>();
        kept.forEach((name, entry) ->
                known.put(name, still.contains(entry.meeting()) ? entry : new Entry(entry.meeting(), null)));
        return known;
    }

    /** Ends the lease; a connection that was cut meanwhile stays so. */
    private void end(UUID id, Consumer<CalendarConnection> how) {
        work.inTransaction(tenants.current(), () -> {
            connections
                    .lock(id)
                    .filter(connection -> connection.access() != null)
                    .ifPresent(how);
            return true;
        });
    }

    private Reached collection(Task task, Instant now) {
        var since = task.whole() ? null : task.position();
        var changed = caldav.changes(task.login(), since);
        var whole = since == null || changed.isEmpty();
        var listing = changed.or(() -> caldav.changes(task.login(), null))
                .orElseThrow(() -> new Troubled(Trouble.NOT_A_CALENDAR));
        var wanted = whole
                ? caldav.within(task.login(), now.minus(config.back()), now.plus(config.ahead()))
                : listing.present().keySet();
        read(task, unseen(task, listing, wanted));
        for (var name : gone(task, listing, whole)) {
            vanished(task, name, now);
        }
        return new Reached(listing.token(), whole);
    }

    /** Of what is wanted, what is not as it was seen last. */
    private List<String> unseen(Task task, Listing listing, Set<String> wanted) {
        return wanted.stream()
                .filter(name -> {
                    var etag = listing.present().get(name);
                    var known = task.known().get(vault.hash("entry", name));
                    return etag != null
                            && (known == null || !vault.hash("etag", etag).equals(known.seen()));
                })
                .sorted()
                .toList();
    }

    private Set<String> gone(Task task, Listing listing, boolean whole) {
        var gone = new HashSet<String>();
        if (whole) {
            gone.addAll(task.known().keySet());
            listing.present().keySet().forEach(name -> gone.remove(vault.hash("entry", name)));
        } else {
            listing.gone().forEach(name -> gone.add(vault.hash("entry", name)));
        }
        gone.removeIf(name -> !isSeen(task, name));
        return gone;
    }

    private static boolean isSeen(Task task, String name) {
        var known = task.known().get(name);
        return known != null && known.seen() != null;
    }

    private void read(Task task, List<String> names) {
        for (int from = 0; from < names.size(); from += AT_ONCE) {
            if (System.nanoTime() > task.deadline()) {
                throw new Troubled(Trouble.TOO_SLOW);
            }
            for (var content :
                    caldav.contents(task.login(), names.subList(from, Math.min(names.size(), from + AT_ONCE)))) {
                take(task, vault.hash("entry", content.name()), vault.hash("etag", content.etag()), content.text());
            }
        }
    }

    /** An entry nobody can read is none that can be followed; the others are taken in all the same. */
    private void take(Task task, String name, String etag, String text) {
        try {
            var reading = calendars.read(text, task.person());
            work.inTransaction(tenants.current(), () -> {
                var known = task.known().get(name);
                var followed = identified(calendars.follow(reading, known == null ? null : justAfter(task.lookedAt())));
                var meeting = followed.meetings().stream().findFirst();
                if (meeting.isPresent()) {
                    entries.keep(task.id(), name, meeting.get(), etag);
                } else if (known != null) {
                    entries.forget(task.id(), name);
                }
                return true;
            });
        } catch (CalendarRefused refused) {
            metrics.counter("tandem.calendar.dropped", "reason", "UNREADABLE").increment();
        }
    }

    /** What is not as it was seen has changed after it was seen, whatever it says itself. */
    private static @Nullable Instant justAfter(@Nullable Instant lookedAt) {
        return lookedAt == null ? null : lookedAt.plus(1, ChronoUnit.MICROS);
    }

    private static WatchedCalendarService.Followed identified(WatchedCalendarService.Followed followed) {
        if (!followed.identified()) {
            throw new Troubled(Trouble.PEOPLE_UNKNOWN);
        }
        return followed;
    }

    private void vanished(Task task, String name, Instant now) {
        var meeting = Objects.requireNonNull(task.known().get(name)).meeting();
        work.inTransaction(tenants.current(), () -> {
            calendars.vanished(meeting, now);
            entries.keep(task.id(), name, meeting, null);
            return true;
        });
    }

    private Reached file(Task task, Instant now) {
        var file = subscriptions.read(task.login(), task.whole() ? null : task.position());
        if (file.isEmpty()) {
            return new Reached(task.position(), false);
        }
        try {
            var reading = calendars.read(file.get().text(), task.person());
            work.inTransaction(tenants.current(), () -> {
                var followed = identified(calendars.follow(reading, null)).meetings();
                followed.forEach(meeting -> entries.keep(task.id(), meeting, meeting, PRESENT));
                missing(task, followed).forEach(meeting -> {
                    calendars.vanished(meeting, now);
                    entries.keep(task.id(), meeting, meeting, null);
                });
                return true;
            });
        } catch (CalendarRefused refused) {
            throw new Troubled(
                    switch (refused.cause()) {
                        case UNREADABLE -> Trouble.UNREADABLE;
                        case TOO_LARGE -> Trouble.TOO_LARGE;
                    });
        }
        return new Reached(file.get().position(), true);
    }

    private static List<String> missing(Task task, Set<String> followed) {
        var missing = new ArrayList<String>();
        task.known().forEach((name, entry) -> {
            if (entry.seen() != null && !followed.contains(entry.meeting())) {
                missing.add(entry.meeting());
            }
        });
        return missing;
    }

    private void count(String result) {
        metrics.counter("tandem.calendar.looks", "result", result).increment();
    }
}
