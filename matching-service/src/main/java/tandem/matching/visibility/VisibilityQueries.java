package tandem.matching.visibility;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import tandem.events.PersonId;
import tandem.matching.match.MatchState;
import tandem.runtime.tenant.Tenants;
import tandem.runtime.visibility.Held;

/** Counts what is held about a person, by kind. A proposal not yet approved is counted; its sides cannot see it. */
@ApplicationScoped
public class VisibilityQueries {

    private static final String COUNTS = """
            select * from (
                select 'profile' as what, 'MATCHING' as purpose, count(*) from profiles
                 where tenant = :tenant and person = :person and state is not null
                union all
                select 'groupDeclaration', 'FAIRNESS', count(*) from group_attributes
                 where tenant = :tenant and person = :person and attributes is not null
                union all
                select 'decision', 'PROGRAMME', count(*) from decisions where tenant = :tenant and leader = :person
                union all
                select 'provider', 'MATCHING', count(*) from providers where tenant = :tenant and id = :person
                union all
                select 'proposal', 'MATCHING', count(*) from matches
                 where tenant = :tenant and (leader = :person or provider = :person) and not state = any(:seen)
                union all
                select 'match', 'PROGRAMME', count(*) from matches
                 where tenant = :tenant and (leader = :person or provider = :person) and state = any(:seen)
                union all
                select 'explorationAnswer', 'PROGRAMME', count(*)
                  from exploration_answers a join matches m on m.tenant = a.tenant and m.id = a.match
                 where a.tenant = :tenant
                   and (a.party = 'LEADER' and m.leader = :person or a.party = 'PROVIDER' and m.provider = :person)
                union all
                select 'engagement', 'PROGRAMME', count(*) from engagements
                 where tenant = :tenant and (leader = :person or provider = :person)
                union all
                select 'coachingGroup', 'PROGRAMME', count(*) from coaching_groups
                 where tenant = :tenant and coach = :person
                union all
                select 'confirmedSponsorAction', 'PROGRAMME', count(*) from confirmed_actions
                 where tenant = :tenant and provider = :person
                union all
                select 'waitlist', 'PROGRAMME', count(*) from waitlist where tenant = :tenant and leader = :person
                union all
                select 'absence', 'PROGRAMME', count(*) from absences where tenant = :tenant and person = :person
                union all
                select 'plan', 'MATCHING', count(*) from run_outcomes
                 where tenant = :tenant and (leader = :person or provider = :person)
                   and outcome in ('PLACED', 'WAITS')
                union all
                select 'proof', 'PROGRAMME', count(*) from provider_proofs where tenant = :tenant and provider = :person
                union all
                select 'proofAboutOthers', 'PROGRAMME', count(*) from provider_proofs
                 where tenant = :tenant and about = :person
                union all
                select 'panelScore', 'PROGRAMME', count(*) from panel_scores
                 where tenant = :tenant and panellist = :person) held
             where count > 0
             order by purpose, what
            """;

    private final Jdbi jdbi;
    private final Tenants tenants;

    VisibilityQueries(Jdbi jdbi, Tenants tenants) {
        this.jdbi = jdbi;
        this.tenants = tenants;
    }

    @Transactional
    public List<Held> of(PersonId person) {
        return jdbi.withHandle(handle -> handle.createQuery(COUNTS)
                .bind("tenant", tenants.current())
                .bind("person", person)
                .bind(
                        "seen",
                        MatchState.SEEN_BY_SIDES.stream().map(MatchState::name).toArray(String[]::new))
                .map(ConstructorMapper.of(Held.class))
                .list());
    }
}
