package tandem.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tandem.events.PersonId;
import tandem.intake.audit.AuditHeadService;
import tandem.intake.audit.AuditSealService;
import tandem.runtime.actor.Roles;
import tandem.testing.AppDatabase;
import tandem.testing.RealParts;
import tandem.verify.audit.TrailVerifier;
import tandem.verify.audit.TrailVerifier.Finding;

/** Whoever has the whole database in their hands changes the trail; the verifier, which knows nothing of the service, finds it. */
@QuarkusTest
@WithTestResource(RealParts.class)
@WithTestResource(FakeKeycloak.class)
class TamperTest {

    private static final PersonId GUS = new PersonId(UUID.fromString("6c8a1f6e-4b7e-4d0c-9d55-2f1f53a5a009"));

    private static final String REWRITE = """
            do $$
            declare
                one record;
                before bytea := decode(repeat('00', 32), 'hex');
            begin
                for one in select l.seq, l.entry, e.content from audit_link l
                             join audit_entry e on e.tenant = l.tenant and e.id = l.entry
                            where l.tenant = 'TENANT' order by l.seq loop
                    before := sha256(before || int8send(one.seq) || uuid_send(one.entry) || convert_to(one.content, 'UTF8'));
                    update audit_link set hash = before where tenant = 'TENANT' and seq = one.seq;
                end loop;
            end $$""";

    private final Company acme = new Company();
    private final AuditSealService sealer;
    private final AuditHeadService heads;

    TamperTest(AuditSealService sealer, AuditHeadService heads) {
        this.sealer = sealer;
        this.heads = heads;
    }

    @Test
    void findsNothingInATrailAsItWasWritten() throws SQLException {
        var ada = live();
        acme.as(Roles.PARTICIPANT, ada).post("/v1/me:erase").then().statusCode(202);
        sealer.seal();

        assertThat(found(List.of())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            changed       | update audit_entry set content = replace(content, 'program-lead', 'participant') where tenant = 'TENANT'
            was removed   | delete from audit_entry where tenant = 'TENANT' and id = (select entry from audit_link where tenant = 'TENANT' and seq = 2)
            missing       | delete from audit_link where tenant = 'TENANT' and seq = 2
            outside       | delete from audit_link where tenant = 'TENANT' and seq = 2
            missing       | delete from audit_link where tenant = 'TENANT' and seq = 1
            outside       | insert into audit_entry values ('TENANT', gen_random_uuid(), '{}')
            changed       | update audit_link set entry = (select entry from audit_link where tenant = 'TENANT' and seq = 3) where tenant = 'TENANT' and seq = 2
            another place | update audit_link set seq = -seq where tenant = 'TENANT'; update audit_link set seq = case seq when -1 then 2 when -2 then 1 else -seq end where tenant = 'TENANT'
            cut off       | delete from audit_link where tenant = 'TENANT' and seq > 2
            are gone      | delete from audit_reference where tenant = 'TENANT' and ordinal = 0
            names somebody| update audit_reference set referent = gen_random_uuid() where tenant = 'TENANT' and ordinal = 0
            not signed    | update audit_head set signed = replace(signed, '.', 'A.') where tenant = 'TENANT'
            """)
    void finds(String finding, String tampering) throws SQLException {
        live();

        assertThat(found(List.of(), "alter table audit_link drop constraint audit_link_tenant_entry_key", tampering))
                .anySatisfy(one -> assertThat(one).contains(finding));
    }

    @Test
    void findsATrailThatWasWrittenAnewAsAWhole() throws SQLException {
        live();

        assertThat(found(
                        List.of(),
                        "update audit_entry set content = replace(content, 'program-lead', 'participant') where tenant = 'TENANT'",
                        REWRITE))
                .singleElement()
                .asString()
                .contains("written anew");
    }

    @Test
    void findsACutWithAHeadSomebodyPutAwayWhenThePublishedOnesAreCutToo() throws SQLException {
        live();
        var kept = acme.as(Roles.DATA_PROTECTION, GUS).get("/v1/audit/head").asString();

        assertThat(found(
                        List.of(kept),
                        "delete from audit_head where tenant = 'TENANT'",
                        "delete from audit_reference where tenant = 'TENANT'"
                                + " and entry = (select entry from audit_link where tenant = 'TENANT' order by seq desc limit 1)",
                        "delete from audit_entry where tenant = 'TENANT'"
                                + " and id = (select entry from audit_link where tenant = 'TENANT' order by seq desc limit 1)",
                        "delete from audit_link where tenant = 'TENANT'"
                                + " and seq = (select max(seq) from audit_link where tenant = 'TENANT')"))
                .singleElement()
                .asString()
                .contains("cut off", "kept");
    }

    /** A few acts and look-ups, linked and published. */
    private PersonId live() {
        var ada = acme.participant(acme.opens(), "E1");
        acme.lead().body(Map.of("persons", List.of(ada))).post("/v1/directory:resolve");
        sealer.seal();
        heads.publishAll();
        return ada;
    }

    private List<String> found(List<String> kept, String... tampering) throws SQLException {
        try (var connection = AppDatabase.connect()) {
            connection.setAutoCommit(false);
            for (var sql : tampering) {
                execute(connection, sql.replace("TENANT", acme.tenant()));
            }
            var findings = new TrailVerifier(connection).verify(kept).findings();
            connection.rollback();
            return findings.stream()
                    .filter(finding -> List.of(acme.tenant(), "?").contains(finding.tenant()))
                    .map(Finding::what)
                    .toList();
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
