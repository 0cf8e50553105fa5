package tandem.session.connection;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import tandem.events.PersonId;
import tandem.runtime.Ids;
import tandem.runtime.actor.Actor;
import tandem.runtime.audit.Act;
import tandem.runtime.audit.AuditTrail;
import tandem.runtime.failure.Work;
import tandem.runtime.problem.CommonProblems;
import tandem.runtime.problem.Refused;
import tandem.runtime.time.ProgrammeTime;
import tandem.session.caldav.CalDavClient;
import tandem.session.caldav.Login;
import tandem.session.caldav.Troubled;
import tandem.session.connection.CalendarConnection.Kind;
import tandem.session.engagement.CalendarPermissions;

/** Connects calendars of people who allow it, and cuts the connection when they do not any more. */
@ApplicationScoped
public class ConnectionService {
    private static final int MOST_EACH = 5;
    private static final int CHECKS_AT_ONCE = 16;

    private final CalendarConnections connections;
    private final ConnectionVault vault;
    private final CalendarPermissions permissions;
    private final CalDavClient caldav;
    private final SubscriptionClient subscriptions;
    private final AuditTrail trail;
    private final Work work;
    private final Clock clock;
    private final Semaphore checks = new Semaphore(CHECKS_AT_ONCE);

    ConnectionService(
            CalendarConnections connections,
            ConnectionVault vault,
            CalendarPermissions permissions,
            CalDavClient caldav,
            SubscriptionClient subscriptions,
            AuditTrail trail,
            Work work,
            @ProgrammeTime Clock clock) {
        this.connections = connections;
        this.vault = vault;
        this.permissions = permissions;
        this.caldav = caldav;
        this.subscriptions = subscriptions;
        this.trail = trail;
        this.work = work;
        this.clock = clock;
    }

    /**
     * Connects a calendar of the caller, or connects it anew with another secret: who, and where, is its identity. It is asked first,
     * outside a transaction; that the person allows it is looked at before, and again with what is written.
     */
    UUID connect(Actor by, Kind kind, Login login) {
        var person = by.requirePerson();
        work.inTransaction(by.tenant(), () -> requireAllowed(person));
        check(kind, login);
        return work.inTransaction(by.tenant(), () -> {
            requireAllowed(person);
            var id = keep(person, kind, login);
            trail.add(by, Act.of("POST /v1/me/calendars", List.of(id)));
            return id;
        });
    }

    /** Cuts a connection of the person; its secret goes with it. Sessions stay and are kept by hand, or by the other side's calendar. */
    @Transactional
    public void cut(PersonId person, UUID id) {
        if (!connections.cut(person, id)) {
            throw unknown();
        }
    }

    /** Cuts all connections of the person, whose consent is withdrawn; answers how many. */
    @Transactional(TxType.MANDATORY)
    public int cutAll(PersonId person) {
        return connections.cutAll(person);
    }

    /** Forgets the person, with the key that what they connected was kept under; answers how many connections there were. */
    @Transactional(TxType.MANDATORY)
    public int forget(PersonId person) {
        var cut = connections.cutAll(person);
        vault.shred(person);
        return cut;
    }

    static Refused unknown() {
        return new Refused(CommonProblems.NOT_FOUND, "You have no such calendar");
    }

    private boolean requireAllowed(PersonId person) {
        if (!permissions.allows(person)) {
            throw new Refused(ConnectionProblems.NOT_ALLOWED, "Consent to CALENDAR comes first");
        }
        return true;
    }

    private void check(Kind kind, Login login) {
        if (!checks.tryAcquire()) {
            throw new Refused(CommonProblems.OVERLOADED, "Too many calendars are being tried just now");
        }
        try {
            switch (kind) {
                case CALDAV -> caldav.check(login);
                case SUBSCRIPTION -> subscriptions.check(login);
            }
        } catch (Troubled troubled) {
            throw new Refused(
                    ConnectionProblems.FAILED,
                    "The calendar could not be read: " + troubled.trouble().label(),
                    Map.of("reason", troubled.trouble().label()));
        } finally {
            checks.release();
        }
    }

    private UUID keep(PersonId person, Kind kind, Login login) {
        var place = vault.hash("place", login.address().toString());
        var known = connections.at(person, place);
        if (known.isPresent()) {
            var connection = known.get();
            connection.connect(kind, vault.access(person, connection.id(), login), clock.instant());
            return connection.id();
        }
        if (connections.countOf(person) >= MOST_EACH) {
            throw new Refused(ConnectionProblems.TOO_MANY, "Cut one of your " + MOST_EACH + " first");
        }
        var id = Ids.next();
        connections.persist(new CalendarConnection(
                id,
                person,
                kind,
                place,
                vault.host(person, id, login),
                vault.access(person, id, login),
                clock.instant()));
        return id;
    }
}
