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
            "engagements.leader",
            "engagements.provider",
            "confirmed_actions.provider",
            "run_leaders.leader",
            "run_outcomes.leader");

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

    private int replace(String table, String column, PersonId person, UUID erasedAs) {
        return jdbi.withHandle(handle -> handle.createUpdate("update " + table + " set " + column
                        + " = :erasedAs where tenant = :tenant and " + column + " = :person")
                .bind("tenant", tenants.current())
                .bind("person", person)
                .bind("erasedAs", erasedAs)
                .execute());
    }

    /** Also those of others that set the person against somebody else, and runs the person asked for. */
    private void emptyExplanations(PersonId person) {
        jdbi.useHandle(handle -> {
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
            handle.createUpdate(
                            "update runs set requested_by = 'erased' where tenant = :tenant and requested_by = :person")
                    .bind("tenant", tenants.current())
                    .bind("person", person.toString())
                    .execute();
        });
    }
}
