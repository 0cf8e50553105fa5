package tandem.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import tandem.verify.audit.TrailVerifier;
import tandem.verify.audit.TrailVerifier.Finding;

/**
 * Whoever has the whole database in their hands changes an audit trail; the verifier, which shares no code with what wrote it, must find
 * it. Everything is undone.
 */
public final class Tampering {

    private static final String TENANT = "TENANT";

    private static final String SECOND = "select entry from tandem.audit_link where tenant = 'TENANT' and seq = 2";

    /** What can be done to a trail of three linked entries or more, acts of people, with a published head. */
    private static final List<Kind> KINDS = List.of(
            new Kind("changed", """
                    update tandem.audit_entry set content = replace(content, '"roles":[', '"roles":["steering",')
                    where tenant = 'TENANT' and content like '%"roles":["%'"""),
            new Kind("was removed", "delete from tandem.audit_entry where tenant = 'TENANT' and id = (" + SECOND + ")"),
            new Kind("missing", "delete from tandem.audit_link where tenant = 'TENANT' and seq = 2"),
            new Kind("outside", "delete from tandem.audit_link where tenant = 'TENANT' and seq = 2"),
            new Kind("missing", "delete from tandem.audit_link where tenant = 'TENANT' and seq = 1"),
            new Kind("outside", "insert into tandem.audit_entry values ('TENANT', gen_random_uuid(), '{}')"),
            new Kind("changed", """
                    update tandem.audit_link set entry =
                        (select entry from tandem.audit_link where tenant = 'TENANT' and seq = 3)
                    where tenant = 'TENANT' and seq = 2"""),
            new Kind("another place", """
                    update tandem.audit_link set seq = -seq where tenant = 'TENANT';
                    update tandem.audit_link set seq = case seq when -1 then 2 when -2 then 1 else -seq end
                    where tenant = 'TENANT'"""),
            new Kind("cut off", "delete from tandem.audit_link where tenant = 'TENANT' and seq > 2"),
            new Kind("are gone", "delete from tandem.audit_reference where tenant = 'TENANT' and ordinal = 0"),
            new Kind("names somebody", """
                    update tandem.audit_reference set referent = gen_random_uuid()
                    where tenant = 'TENANT' and ordinal = 0"""),
            new Kind(
                    "not signed",
                    "update tandem.audit_head set signed = replace(signed, '.', 'A.') where tenant = 'TENANT'"));

    private Tampering() {}

    private record Kind(String finding, String sql) {}

    /** Fails unless the trail of the tenant is as it was written, and every way of changing it is found. */
    public static void checkThatEveryKindIsFound(String tenant) {
        assertThat(findings(tenant, List.of()))
                .as("the trail as it was written")
                .isEmpty();
        for (var kind : KINDS) {
            assertThat(findings(
                            tenant,
                            List.of(),
                            "alter table tandem.audit_link drop constraint audit_link_tenant_entry_key",
                            kind.sql()))
                    .as(kind.sql())
                    .anySatisfy(finding -> assertThat(finding).contains(kind.finding()));
        }
    }

    /** What is found about a tenant, and about nobody in particular, after this was done; TENANT stands for it. */
    public static List<String> findings(String tenant, List<String> kept, String... tampering) {
        try (var connection = AppDatabase.connect()) {
            connection.setAutoCommit(false);
            for (var sql : tampering) {
                execute(connection, sql.replace(TENANT, tenant));
            }
            var findings = new TrailVerifier(connection).verify(kept).findings();
            connection.rollback();
            return findings.stream()
                    .filter(finding -> List.of(tenant, "?").contains(finding.tenant()))
                    .map(Finding::what)
                    .toList();
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot tamper with the trail of " + tenant, e);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
