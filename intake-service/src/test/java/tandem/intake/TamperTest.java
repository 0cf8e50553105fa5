package tandem.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tandem.events.PersonId;
import tandem.runtime.actor.Roles;
import tandem.runtime.audit.AuditHeadService;
import tandem.runtime.audit.AuditSealService;
import tandem.testing.RealParts;
import tandem.testing.Tampering;

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
                for one in select l.seq, l.entry, e.content from tandem.audit_link l
                             join tandem.audit_entry e on e.tenant = l.tenant and e.id = l.entry
                            where l.tenant = 'TENANT' order by l.seq loop
                    before := sha256(before || int8send(one.seq) || uuid_send(one.entry) || convert_to(one.content, 'UTF8'));
                    update tandem.audit_link set hash = before where tenant = 'TENANT' and seq = one.seq;
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
    void findsNothingInATrailAsItWasWritten() {
        var ada = live();
        acme.as(Roles.PARTICIPANT, ada).post("/v1/me:erase").then().statusCode(202);
        sealer.seal();

        assertThat(found(List.of())).isEmpty();
    }

    @Test
    void findsEveryKindOfTampering() {
        live();

        Tampering.checkThatEveryKindIsFound(acme.tenant());
    }

    @Test
    void findsATrailThatWasWrittenAnewAsAWhole() {
        live();

        assertThat(found(
                        List.of(),
                        "update tandem.audit_entry set content = replace(content, 'program-lead', 'participant') where tenant = 'TENANT'",
                        REWRITE))
                .singleElement()
                .asString()
                .contains("written anew");
    }

    @Test
    void findsACutWithAHeadSomebodyPutAwayWhenThePublishedOnesAreCutToo() {
        live();
        var kept = acme.as(Roles.DATA_PROTECTION, GUS).get("/v1/audit/head").asString();

        assertThat(found(
                        List.of(kept),
                        "delete from tandem.audit_head where tenant = 'TENANT'",
                        "delete from tandem.audit_reference where tenant = 'TENANT'"
                                + " and entry = (select entry from tandem.audit_link where tenant = 'TENANT' order by seq desc limit 1)",
                        "delete from tandem.audit_entry where tenant = 'TENANT'"
                                + " and id = (select entry from tandem.audit_link where tenant = 'TENANT' order by seq desc limit 1)",
                        "delete from tandem.audit_link where tenant = 'TENANT'"
                                + " and seq = (select max(seq) from tandem.audit_link where tenant = 'TENANT')"))
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

    private List<String> found(List<String> kept, String... tampering) {
        return Tampering.findings(acme.tenant(), kept, tampering);
    }
}
