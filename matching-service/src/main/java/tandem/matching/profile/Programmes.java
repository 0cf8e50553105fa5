package tandem.matching.profile;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import tandem.events.ImpactEvent.OnboardingResumed;
import tandem.events.ImpactEvent.OnboardingStopped;
import tandem.events.IntakeEvent.PolicyPublished;
import tandem.events.IntakeEvent.PolicyTerms;
import tandem.events.IntakeEvent.ProgrammeOpened;
import tandem.events.ProgrammeId;
import tandem.matching.StoredJson;
import tandem.matching.scoring.WeightSet;
import tandem.runtime.problem.Refused;
import tandem.runtime.tenant.Tenants;

/** The programmes and their policies as intake-service told them. */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
public class Programmes {

    private final Jdbi jdbi;
    private final Tenants tenants;

    Programmes(Jdbi jdbi, Tenants tenants) {
        this.jdbi = jdbi;
        this.tenants = tenants;
    }

    void keep(ProgrammeOpened opened) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into programmes (tenant, id, objective, starts_on, ends_on, high_touch)
                        values (:tenant, :id, :objective, :starts, :ends, :highTouch)
                            on conflict (tenant, id) do update
                           set objective = excluded.objective, starts_on = excluded.starts_on,
                               ends_on = excluded.ends_on, high_touch = excluded.high_touch
                        """)
                .bind("tenant", tenants.current())
                .bind("id", opened.programme())
                .bind("objective", opened.objective())
                .bind("starts", opened.startsOn())
                .bind("ends", opened.endsOn())
                .bind("highTouch", opened.highTouch())
                .execute());
    }

    void keep(PolicyPublished published) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into policies (tenant, programme, policy_version, content_hash, terms)
                        values (:tenant, :programme, :version, :hash, cast(:terms as jsonb))
                            on conflict do nothing
                        """)
                .bind("tenant", tenants.current())
                .bind("programme", published.programme())
                .bind("version", published.policyVersion())
                .bind("hash", published.contentHash())
                .bind("terms", StoredJson.of(published.terms()).text())
                .execute());
    }

    void keep(OnboardingStopped stopped) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into onboarding_stops (tenant, programme, reason) values (:tenant, :programme, :reason)
                            on conflict (tenant, programme) do update set reason = excluded.reason
                        """)
                .bind("tenant", tenants.current())
                .bind("programme", stopped.programme())
                .bind("reason", stopped.reason())
                .execute());
    }

    void keep(OnboardingResumed resumed) {
        jdbi.useHandle(handle -> handle.createUpdate(
                        "delete from onboarding_stops where tenant = :tenant and programme = :programme")
                .bind("tenant", tenants.current())
                .bind("programme", resumed.programme())
                .execute());
    }

    /** The programme under its latest policy; refused until both were heard of. */
    public Programme get(ProgrammeId programme) {
        return find(programme)
                .orElseThrow(() -> new Refused(
                        ProfileProblems.PROGRAMME_UNKNOWN, "No programme with a policy has this id, or not yet"));
    }

    /** The terms of one version of the policy: what was decided under it is explained by it. */
    public PolicyTerms terms(ProgrammeId programme, int version) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select terms from policies
                         where tenant = :tenant and programme = :programme and policy_version = :version
                        """)
                .bind("tenant", tenants.current())
                .bind("programme", programme)
                .bind("version", version)
                .map((row, context) -> new StoredJson(row.getString(1)).as(PolicyTerms.class))
                .one());
    }

    private Optional<Programme> find(ProgrammeId programme) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select p.id, p.objective, p.starts_on, p.ends_on, p.high_touch,
                               l.policy_version, l.terms, s.reason, w.weights
                          from programmes p
                          join policies l on l.tenant = p.tenant and l.programme = p.id
                          left join onboarding_stops s on s.tenant = p.tenant and s.programme = p.id
                          left join weight_profiles w on w.tenant = p.tenant and w.programme = p.id
                                                     and w.name = l.terms ->> 'weightProfile'
                         where p.tenant = :tenant and p.id = :programme
                         order by l.policy_version desc, w.version desc limit 1
                        """)
                .bind("tenant", tenants.current())
                .bind("programme", programme)
                .map((row, context) -> programme(row))
                .findOne());
    }

    private static Programme programme(ResultSet row) throws SQLException {
        var terms = new StoredJson(row.getString("terms")).as(PolicyTerms.class);
        var own = row.getString("weights");
        return new Programme(
                new ProgrammeId(row.getObject("id", UUID.class)),
                row.getString("objective"),
                row.getObject("starts_on", LocalDate.class),
                row.getObject("ends_on", LocalDate.class),
                row.getBoolean("high_touch"),
                row.getInt("policy_version"),
                terms,
                own == null
                        ? WeightSet.shipped(terms.weightProfile()).orElse(null)
                        : new StoredJson(own).as(WeightSet.class),
                row.getString("reason"));
    }
}
