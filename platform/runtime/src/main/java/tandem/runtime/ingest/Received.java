package tandem.runtime.ingest;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tandem.runtime.ingest.Ingest.Candidate;

/** The identities of events taken in: source and id within a tenant, with a fingerprint of what was said under it. */
@ApplicationScoped
class Received {

    private static final String CLAIM = """
            insert into tandem.received (tenant, source, event_id, type, sha256)
            select ?, e.source, e.id, e.type, decode(e.sha256, 'hex')
            from unnest(?::text[], ?::text[], ?::text[], ?::text[]) as e (source, id, type, sha256)
            order by e.source, e.id
            on conflict do nothing
            returning source, event_id""";

    private static final String FINGERPRINTS = """
            select r.source, r.event_id, encode(r.sha256, 'hex')
            from unnest(?::text[], ?::text[]) as e (source, id)
            join tandem.received r on r.tenant = ? and r.source = e.source and r.event_id = e.id""";

    private static final String GIVE_BACK = """
            delete from tandem.received r
            using unnest(?::text[], ?::text[]) as e (source, id)
            where r.tenant = ? and r.source = e.source and r.event_id = e.id""";

    private final AgroalDataSource dataSource;

    Received(AgroalDataSource dataSource) {
        this.dataSource = dataSource;
    }

    record Identity(String source, String id) {}

    /** Claims those that are new, and says which those were. Waits for whoever is claiming the same. */
    Set<Identity> claim(String tenant, Collection<Candidate> events) throws SQLException {
        try (var connection = dataSource.getConnection();
                var statement = connection.prepareStatement(CLAIM)) {
            statement.setString(1, tenant);
            var all = events.stream().map(Candidate::event).toList();
            statement.setArray(2, texts(connection, all.stream().map(InboundEvent::source)));
            statement.setArray(3, texts(connection, all.stream().map(InboundEvent::id)));
            statement.setArray(4, texts(connection, all.stream().map(InboundEvent::type)));
            statement.setArray(5, texts(connection, all.stream().map(InboundEvent::fingerprint)));
            try (var rows = statement.executeQuery()) {
                var claimed = new HashSet<Identity>();
                while (rows.next()) {
                    claimed.add(new Identity(rows.getString(1), rows.getString(2)));
                }
                return claimed;
            }
        }
    }

    Map<Identity, String> fingerprints(String tenant, List<Identity> identities) throws SQLException {
        try (var connection = dataSource.getConnection();
                var statement = connection.prepareStatement(FINGERPRINTS)) {
            statement.setArray(1, texts(connection, identities.stream().map(Identity::source)));
            statement.setArray(2, texts(connection, identities.stream().map(Identity::id)));
            statement.setString(3, tenant);
            try (var rows = statement.executeQuery()) {
                var fingerprints = new HashMap<Identity, String>();
                while (rows.next()) {
                    fingerprints.put(new Identity(rows.getString(1), rows.getString(2)), rows.getString(3));
                }
                return fingerprints;
            }
        }
    }

    void giveBack(String tenant, List<Identity> identities) throws SQLException {
        if (identities.isEmpty()) {
            return;
        }
        try (var connection = dataSource.getConnection();
                var statement = connection.prepareStatement(GIVE_BACK)) {
            statement.setArray(1, texts(connection, identities.stream().map(Identity::source)));
            statement.setArray(2, texts(connection, identities.stream().map(Identity::id)));
            statement.setString(3, tenant);
            statement.executeUpdate();
        }
    }

    private static Array texts(Connection connection, Stream<@Nullable String> values) throws SQLException {
        return connection.createArrayOf("text", values.toArray());
    }
}
