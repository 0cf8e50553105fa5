package tandem.session.connection;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import tandem.events.PersonId;
import tandem.runtime.page.Cursor;
import tandem.runtime.page.Keyset;
import tandem.runtime.page.Page;
import tandem.runtime.tenant.Tenants;
import tandem.session.caldav.Trouble;
import tandem.session.connection.CalendarConnection.Kind;
import tandem.session.connection.CalendarConnection.State;

/** Reads how connections are doing: to their owners with the host, to operations without any address. */
@ApplicationScoped
public class ConnectionQueries {

    private static final String MINE = """
            select id, kind, state, connected_at, synced_at, trouble, host, person
              from calendar_connections
             where tenant = :tenant and person = :person
             order by connected_at, id
            """;

    private static final String ALL = """
            select id, kind, state, connected_at, synced_at, due_at, trouble, failures
              from calendar_connections
             where tenant = :tenant and id > :after and (not :troubled or trouble is not null)
             order by id
             limit :rows
            """;

    private final Jdbi jdbi;
    private final Tenants tenants;
    private final ConnectionVault vault;

    ConnectionQueries(Jdbi jdbi, Tenants tenants, ConnectionVault vault) {
        this.jdbi = jdbi;
        this.tenants = tenants;
        this.vault = vault;
    }

    /**
     * A calendar of the caller.
     *
     * @param lastSyncedAt when it was last looked at with success
     * @param trouble why the last look failed
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ConnectionView(
            UUID id,
            Kind kind,
            String host,
            State state,
            Instant connectedAt,
            @Nullable Instant lastSyncedAt,
            @Nullable Trouble trouble) {}

    /** A connection as operations see it: how it is doing, not whose it is or where. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ConnectionHealth(
            UUID id,
            Kind kind,
            State state,
            Instant connectedAt,
            @Nullable Instant lastSyncedAt,
            @Nullable Instant dueAt,
            @Nullable Trouble trouble,
            int failures) {}

    /** The calendars of the person. */
    @Transactional
    public List<ConnectionView> of(PersonId person) {
        return jdbi.withHandle(handle -> handle.createQuery(MINE)
                .bind("tenant", tenants.current())
                .bind("person", person)
                .map((row, context) -> mine(person, row))
                .list());
    }

    /** One of them. */
    @Transactional
    public ConnectionView of(PersonId person, UUID id) {
        return of(person).stream()
                .filter(connection -> connection.id().equals(id))
                .findFirst()
                .orElseThrow(ConnectionService::unknown);
    }

    /** All connections, or those in trouble. */
    @Transactional
    public Page<ConnectionHealth> all(boolean troubled, @Nullable String cursor, int limit) {
        return jdbi.withHandle(handle -> Keyset.oldestFirst(
                handle.createQuery(ALL).bind("tenant", tenants.current()).bind("troubled", troubled),
                Cursor.parse(cursor),
                limit,
                (row, context) -> new ConnectionHealth(
                        row.getObject("id", UUID.class),
                        Kind.valueOf(row.getString("kind")),
                        State.valueOf(row.getString("state")),
                        known(row, "connected_at"),
                        time(row, "synced_at"),
                        time(row, "due_at"),
                        trouble(row),
                        row.getInt("failures")),
                ConnectionHealth::id));
    }

    private ConnectionView mine(PersonId person, ResultSet row) throws SQLException {
        var id = row.getObject("id", UUID.class);
        return new ConnectionView(
                id,
                Kind.valueOf(row.getString("kind")),
                vault.host(person, id, row.getBytes("host")),
                State.valueOf(row.getString("state")),
                known(row, "connected_at"),
                time(row, "synced_at"),
                trouble(row));
    }

    private static @Nullable Trouble trouble(ResultSet row) throws SQLException {
        var name = row.getString("trouble");
        return name == null ? null : Trouble.valueOf(name);
    }

    private static Instant known(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static @Nullable Instant time(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
