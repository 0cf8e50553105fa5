package tandem.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tandem.testing.EmptyDatabase;

/** A database that is in use when a newer release comes: what it holds is there afterwards, in the new shape. */
class MigrationTest {

    private static final String BEFORE_DIGESTS = "0.1";
    private static final String SOURCE = "urn:hr:büro";
    private static final String ID = "Übertritt-1";

    private final EmptyDatabase database = EmptyDatabase.of("intake");

    @Test
    void findsByTheirDigestTheEventsThatWereTakenInBeforeThereWasOne() throws Exception {
        database.migrate(BEFORE_DIGESTS);
        try (var superuser = database.connect();
                var received = superuser.prepareStatement("""
                        insert into tandem.received (tenant, source, event_id, type, sha256)
                        values ('acme', ?, ?, 'tandem.hr.employee-left.v1', '\\x00')""")) {
            received.setString(1, SOURCE);
            received.setString(2, ID);
            received.executeUpdate();
        }

        database.migrate("latest");

        assertThat(digest()).isEqualTo(digestOf(SOURCE + '\0' + ID));
    }

    private UUID digest() throws SQLException {
        try (var superuser = database.connect();
                var statement = superuser.createStatement();
                var row = statement.executeQuery("select digest from tandem.received")) {
            assertThat(row.next()).isTrue();
            return row.getObject(1, UUID.class);
        }
    }

    private static UUID digestOf(String identity) throws GeneralSecurityException {
        var bytes = ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(identity.getBytes(UTF_8)));
        return new UUID(bytes.getLong(), bytes.getLong());
    }
}
