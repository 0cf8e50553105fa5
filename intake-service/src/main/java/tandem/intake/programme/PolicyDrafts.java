package tandem.intake.programme;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import tandem.events.ProgrammeId;
import tandem.runtime.tenant.Tenants;

/** The policy being written for a programme, one at a time. */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
class PolicyDrafts {

    private final Jdbi jdbi;
    private final Tenants tenants;

    PolicyDrafts(Jdbi jdbi, Tenants tenants) {
        this.jdbi = jdbi;
        this.tenants = tenants;
    }

    Optional<PolicyDraft> find(ProgrammeId programme) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select content, based_on, revision, written_at, written_by from policy_draft
                         where tenant = :tenant and programme = :programme""")
                .bind("tenant", tenants.current())
                .bind("programme", programme)
                .map((row, context) -> new PolicyDraft(
                        programme,
                        PolicyText.read(row.getString("content")),
                        row.getInt("based_on"),
                        row.getLong("revision"),
                        row.getTimestamp("written_at").toInstant(),
                        row.getString("written_by")))
                .findOne());
    }

    void put(PolicyDraft draft) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into policy_draft as d (tenant, programme, content, based_on, revision, written_at,
                                                       written_by)
                        values (:tenant, :programme, cast(:content as jsonb), :basedOn, :revision, :at, :by)
                        on conflict (tenant, programme) do update
                           set content = excluded.content, based_on = excluded.based_on, revision = excluded.revision,
                               written_at = excluded.written_at, written_by = excluded.written_by""")
                .bind("tenant", tenants.current())
                .bind("programme", draft.programme())
                .bind("content", PolicyText.write(draft.policy()))
                .bind("basedOn", draft.basedOn())
                .bind("revision", draft.revision())
                .bind("at", draft.writtenAt())
                .bind("by", draft.writtenBy())
                .execute());
    }

    void delete(ProgrammeId programme) {
        jdbi.useHandle(handle -> handle.createUpdate(
                        "delete from policy_draft where tenant = :tenant and programme = :programme")
                .bind("tenant", tenants.current())
                .bind("programme", programme)
                .execute());
    }

    /**
     * A policy nobody decides under yet.
     *
     * @param basedOn the version in force when it was written
     * @param revision grows with every change, across drafts of a programme
     */
    public record PolicyDraft(
            ProgrammeId programme, Policy policy, int basedOn, long revision, Instant writtenAt, String writtenBy) {}
}
