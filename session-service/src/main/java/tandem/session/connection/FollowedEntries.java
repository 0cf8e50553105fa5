package tandem.session.connection;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import tandem.runtime.tenant.Tenants;

/** Which entries of connected calendars are followed. Names and ETags are kept as keyed hashes: servers write what they like into them. */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
class FollowedEntries {

    private final Jdbi jdbi;
    private final Tenants tenants;

    FollowedEntries(Jdbi jdbi, Tenants tenants) {
        this.jdbi = jdbi;
        this.tenants = tenants;
    }

    /**
     * An entry as it was seen last.
     *
     * @param seen hash of its ETag; null where it was gone
     */
    record Entry(String meeting, @Nullable String seen) {}

    /** Those of a connection, by the hash of their name. */
    Map<String, Entry> of(UUID connection) {
        return jdbi.withHandle(handle -> handle
                .createQuery("""
                        select entry, meeting, seen from followed_entries
                         where tenant = :tenant and connection = :connection
                        """)
                .bind("tenant", tenants.current())
                .bind("connection", connection)
                .map((row, context) ->
                        Map.entry(row.getString("entry"), new Entry(row.getString("meeting"), row.getString("seen"))))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    /** Keeps it; of a connection that was cut meanwhile nothing is kept. */
    void keep(UUID connection, String entry, String meeting, @Nullable String seen) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into followed_entries (tenant, connection, entry, meeting, seen)
                        select :tenant, :connection, :entry, :meeting, :seen
                         where exists (select from calendar_connections where tenant = :tenant and id = :connection)
                            on conflict (tenant, connection, entry) do update
                           set meeting = excluded.meeting, seen = excluded.seen
                        """)
                .bind("tenant", tenants.current())
                .bind("connection", connection)
                .bind("entry", entry)
                .bind("meeting", meeting)
                .bind("seen", seen)
                .execute());
    }

    void forget(UUID connection, String entry) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        delete from followed_entries
                         where tenant = :tenant and connection = :connection and entry = :entry
                        """)
                .bind("tenant", tenants.current())
                .bind("connection", connection)
                .bind("entry", entry)
                .execute());
    }
}
