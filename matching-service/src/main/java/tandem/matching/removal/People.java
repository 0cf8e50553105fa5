package tandem.matching.removal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import tandem.events.PersonId;
import tandem.matching.match.Matches;
import tandem.runtime.tenant.Tenants;

/** Every column that names a person and has to keep its row: the stand-in takes the person's place, explanations are emptied. */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
class People {

    private static final List<String> COLUMNS = List.of(
            "matches.leader",
            "matches.provider",
            "matches.overridden_by",
            "match_approvals.approver",
            "coaching_groups.coach",
            "engagements.leader",
            "engagements.provider",
            "confirmed_actions.provider",
            "provider_proofs.about",
            "provider_proofs.entered_by",
            "provider_proofs.verified_by",
            "provider_proofs.voided_by",
            "panel_scores.panellist",
            "run_leaders.leader",
            "run_locks.leader",
            "run_locks.provider",
            "run_outcomes.leader",
            "run_outcomes.provider");

    private final Jdbi jdbi;
    private final Matches matches;
    private final Tenants tenants;

    People(Jdbi jdbi, Matches matches, Tenants tenants) {
        this.jdbi = jdbi;
        this.matches = matches;
        this.tenants = tenants;
    }

    /** Answers how many rows of each table changed, without those that had none. */
    Map<String, Integer> replace(PersonId person, UUID erasedAs) {
        matches.settle();
        emptyExplanations(person);
        hideInProofs(person, erasedAs);
        forgetMail(person);
        var counts = new TreeMap<String, Integer>();
        for (var column : COLUMNS) {
            var table = column.substring(0, column.indexOf('.'));
            int changed = replace(table, column.substring(table.length() + 1), person, erasedAs);
            if (changed > 0) {
                counts.merge(table, changed, Integer::sum);
            }
        }
        return counts;
    }

    /** No plan that was not published names the person any more, and proofs name a stand-in nobody can resolve. */
    int leavePlans(PersonId person) {
        hideInProofs(person, UUID.randomUUID());
        return jdbi.withHandle(handle -> handle.createUpdate("""
                        update run_outcomes
                           set outcome = 'NOT_ALLOWED', provider = null, rank = null, score = null, coverage = null,
                               wishes_met = null, waits = null, shortage = null, detail = '{}'
                         where tenant = :tenant and leader = :person and outcome in ('PLACED', 'WAITS')
                        """)
                .bind("tenant", tenants.current())
                .bind("person", person)
                .execute());
    }

    /** Nobody is written to any more; what was asked in the mail has been answered by the removal. */
    private void forgetMail(PersonId person) {
        jdbi.useHandle(
                handle -> handle.createUpdate("delete from tandem.mail where tenant = :tenant and person = :person")
                        .bind("tenant", tenants.current())
                        .bind("person", person)
                        .execute());
    }

    /** The arithmetic of a proof holds whoever it is about, so it can still be checked. */
    private void hideInProofs(PersonId person, UUID standIn) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        update run_certificates
                           set certificate = replace(certificate::text, :person, :standIn)::jsonb,
                               shortages = replace(shortages::text, :person, :standIn)::jsonb
                         where tenant = :tenant
                           and (certificate::text like '%' || :person || '%' or shortages::text like '%' || :person || '%')
                        """)
                .bind("tenant", tenants.current())
                .bind("person", person.toString())
                .bind("standIn", standIn.toString())
                .execute());
    }

    private int replace(String table, String column, PersonId person, UUID erasedAs) {
        return jdbi.withHandle(handle -> handle.createUpdate("update " + table + " set " + column
                        + " = :erasedAs where tenant = :tenant and " + column + " = :person")
                .bind("tenant", tenants.current())
                .bind("person", person)
                .bind("erasedAs", erasedAs)
                .execute());
    }

    /**
     * Also those of others that set the person against somebody else, the decision that was made about the person, and runs the
     * person asked for.
     */
    private void emptyExplanations(PersonId person) {
        jdbi.useHandle(handle -> {
            handle.createUpdate("""
                            update matches set decision = null, rules = '{}', topic = null, version = version + 1
                             where tenant = :tenant and leader = :person
                            """)
                    .bind("tenant", tenants.current())
                    .bind("person", person)
                    .execute();
            handle.createUpdate("""
                            update matches set explanation = '{}', version = version + 1
                             where tenant = :tenant and (leader = :person or provider = :person)
                            """)
                    .bind("tenant", tenants.current())
                    .bind("person", person)
                    .execute();
            handle.createUpdate("""
                            update matches set explanation = explanation - 'contrast', version = version + 1
                             where tenant = :tenant and explanation #>> '{contrast,other}' = :person
                            """)
                    .bind("tenant", tenants.current())
                    .bind("person", person.toString())
                    .execute();
            for (var by : List.of("requested_by", "published_by")) {
                handle.createUpdate(
                                "update runs set " + by + " = 'erased' where tenant = :tenant and " + by + " = :person")
                        .bind("tenant", tenants.current())
                        .bind("person", person.toString())
                        .execute();
            }
        });
    }
}
