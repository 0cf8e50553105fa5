package tandem.runtime.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tandem.runtime.ingest.Ingest.Candidate;

/** The identities of events taken in: source and id within a tenant, with a fingerprint of what was said under it. */
@ApplicationScoped
class Received {

    private static final String CLAIM = """
            insert into tandem.received (tenant, digest, source, event_id, type, sha256)
            select ?, e.digest, e.source, e.id, e.type, decode(e.sha256, 'hex')
            from unnest(?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[]) as e (digest, source, id, type, sha256)
            order by e.digest
            on conflict do nothing
            returning source, event_id""";

    private static final String FINGERPRINTS = """
            select r.source, r.event_id, encode(r.sha256, 'hex')
            from unnest(?::uuid[]) as e (digest)
            join tandem.received r on r.tenant = ? and r.digest = e.digest""";

    private static final String GIVE_BACK = """
            delete from tandem.received r
            using unnest(?::uuid[]) as e (digest)
            where r.tenant = ? and r.digest = e.digest""";

    private final AgroalDataSource dataSource;

    Received(AgroalDataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** What tells one event from every other within a tenant. */
    record Identity(String source, String id) {

        /**
         * The first 128 bits of the SHA-256 over both: what the key of the table is made of. No text of PostgreSQL holds a zero, so
         * the one between them keeps two pairs apart that read the same.
         */
        UUID digest() {
            var bytes = ByteBuffer.wrap(sha256().digest((source + '\0' + id).getBytes(UTF_8)));
            return new UUID(bytes.getLong(), bytes.getLong());
        }

        private static MessageDigest sha256() {
            try {
                return MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("Every Java has SHA-256", e);
            }
        }
    }

    /** Claims those that are new, and says which those were. Waits for whoever is claiming the same. */
    Set<Identity> claim(String tenant, Collection<Candidate> events) throws SQLException {
        try (var connection = dataSource.getConnection();
                var statement = connection.prepareStatement(CLAIM)) {
            statement.setString(1, tenant);
            var all = events.stream().map(Candidate::event).toList();
            statement.setArray(2, digests(connection, events.stream().map(Candidate::identity)));
            statement.setArray(3, texts(connection, all.stream().map(InboundEvent::source)));
            statement.setArray(4, texts(connection, all.stream().map(InboundEvent::id)));
            statement.setArray(5, texts(connection, all.stream().map(InboundEvent::type)));
            statement.setArray(6, texts(connection, all.stream().map(InboundEvent::fingerprint)));
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
            statement.setArray(1, digests(connection, identities.stream()));
            statement.setString(2, tenant);
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
            statement.setArray(1, digests(connection, identities.stream()));
            statement.setString(2, tenant);
            statement.executeUpdate();
        }
    }

    private static Array digests(Connection connection, Stream<Identity> identities) throws SQLException {
        return connection.createArrayOf("uuid", identities.map(Identity::digest).toArray());
    }

    private static Array texts(Connection connection, Stream<@Nullable String> values) throws SQLException {
        return connection.createArrayOf("text", values.toArray());
    }
}
