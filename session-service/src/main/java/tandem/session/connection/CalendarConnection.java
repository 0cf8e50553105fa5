package tandem.session.connection;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.TenantId;
import org.jspecify.annotations.Nullable;
import tandem.events.PersonId;
import tandem.runtime.failure.Backoff;
import tandem.session.caldav.Trouble;

/**
 * A calendar a person connected. It is looked at again and again; failures make the waits longer, and what fails for good is given up
 * with its secret, until the person connects it anew.
 */
@Entity
@Table(name = "calendar_connections")
public class CalendarConnection {
    static final Backoff PATIENCE = new Backoff(Duration.ofMinutes(15), Duration.ofDays(1));

    /** Failures that stay, one after the other, after which a connection is given up: some eight hours. */
    static final int REFUSALS_MAX = 6;

    @Id
    private UUID id;

    @TenantId
    @Column(name = "tenant")
    private String tenant;

    @Version
    @Column(name = "version")
    private int version;

    @Column(name = "person")
    private UUID person;

    @Enumerated(EnumType.STRING)
    @Column(name = "kind")
    private Kind kind;

    @Enumerated(EnumType.STRING)
    @Column(name = "state")
    private State state;

    @Column(name = "place")
    private String place;

    @Column(name = "host")
    private byte[] host;

    @Column(name = "access")
    private byte @Nullable [] access;

    @Column(name = "position")
    private byte @Nullable [] position;

    @Column(name = "connected_at")
    private Instant connectedAt;

    @Column(name = "synced_at")
    private @Nullable Instant syncedAt;

    @Column(name = "whole_at")
    private @Nullable Instant wholeAt;

    @Column(name = "due_at")
    private @Nullable Instant dueAt;

    @Enumerated(EnumType.STRING)
    @Column(name = "trouble")
    private @Nullable Trouble trouble;

    @Column(name = "failures")
    private int failures;

    @Column(name = "refusals")
    private int refusals;

    @Column(name = "leased_until")
    private @Nullable Instant leasedUntil;

    /** How it is looked at. */
    public enum Kind {
        /** A calendar of a CalDAV server, which can say what changed. */
        CALDAV,
        /** A calendar file at an address, read whole when it changed. */
        SUBSCRIPTION
    }

    /** Whether it is looked at. */
    public enum State {
        CONNECTED,
        /** Given up; its secret is deleted. */
        DISCONNECTED
    }

    protected CalendarConnection() {}

    CalendarConnection(UUID id, PersonId person, Kind kind, String place, byte[] host, byte[] access, Instant now) {
        this.id = id;
        this.person = person.value();
        this.place = place;
        this.connectedAt = now;
        this.host = host;
        connect(kind, access, now);
    }

    /** Connects it, or connects it anew, with what opens it from now on; it is looked at next. */
    final void connect(Kind by, byte[] opened, Instant now) {
        kind = by;
        state = State.CONNECTED;
        access = opened;
        position = null;
        wholeAt = null;
        dueAt = now;
        trouble = null;
        failures = 0;
        refusals = 0;
    }

    UUID id() {
        return id;
    }

    PersonId person() {
        return new PersonId(person);
    }

    Kind kind() {
        return kind;
    }

    byte @Nullable [] access() {
        return access;
    }

    byte @Nullable [] position() {
        return position;
    }

    @Nullable
    Instant syncedAt() {
        return syncedAt;
    }

    /** Whether it is time to read all of it again: what was dropped may have become a session meanwhile. */
    boolean wantsAll(Instant now, Duration every) {
        return position == null || wholeAt == null || !now.isBefore(wholeAt.plus(every));
    }

    /** Takes it for whoever looks at it now; false when it is not due, or somebody else is looking. */
    boolean lease(Instant now, Instant machineNow, Duration length) {
        if (dueAt == null || dueAt.isAfter(now) || (leasedUntil != null && leasedUntil.isAfter(machineNow))) {
            return false;
        }
        leasedUntil = machineNow.plus(length);
        return true;
    }

    /** It was looked at. */
    void looked(byte @Nullable [] at, boolean whole, Instant now, Duration every) {
        position = at;
        syncedAt = now;
        wholeAt = whole ? now : wholeAt;
        dueAt = now.plus(every);
        trouble = null;
        failures = 0;
        refusals = 0;
        leasedUntil = null;
    }

    /** It could not be looked at. */
    void failed(Trouble why, Instant now) {
        trouble = why;
        failures++;
        refusals = why.isPermanent() ? refusals + 1 : refusals;
        leasedUntil = null;
        dueAt = now.plus(PATIENCE.after(failures));
        if (refusals >= REFUSALS_MAX) {
            state = State.DISCONNECTED;
            access = null;
            position = null;
            dueAt = null;
        }
    }
}
