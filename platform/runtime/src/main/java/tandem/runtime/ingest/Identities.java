package tandem.runtime.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.util.List;
import tandem.runtime.ingest.Received.Identity;
import tandem.runtime.tenant.Tenants;

/**
 * Keeps the identity of what was taken in by another door than that of CloudEvents, beside theirs: so that what follows from it names
 * a cause that can be found, and an auditor can hold every accepted statement against what was kept.
 */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
public class Identities {

    private static final String KEEP = """
            insert into tandem.received (tenant, digest, source, event_id, type, sha256)
            select ?, digest, ?, id, ?, ? from unnest(?::uuid[], ?::text[]) as e (digest, id)""";

    private final AgroalDataSource dataSource;
    private final Tenants tenants;

    Identities(AgroalDataSource dataSource, Tenants tenants) {
        this.dataSource = dataSource;
        this.tenants = tenants;
    }

    /** Keeps identities of one source; each is new, because the door itself sees to it. */
    public void keep(String source, List<String> ids, String type) {
        if (ids.isEmpty()) {
            return;
        }
        try (var connection = dataSource.getConnection();
                var statement = connection.prepareStatement(KEEP)) {
            statement.setString(1, tenants.current());
            statement.setString(2, source);
            statement.setString(3, type);
            statement.setBytes(4, sha256(source));
            var digests = ids.stream().map(id -> new Identity(source, id).digest());
            statement.setArray(5, connection.createArrayOf("uuid", digests.toArray()));
            statement.setArray(6, connection.createArrayOf("text", ids.toArray()));
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot keep the identities of " + source, e);
        }
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
