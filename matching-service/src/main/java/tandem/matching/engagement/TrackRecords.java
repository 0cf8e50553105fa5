package tandem.matching.engagement;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import tandem.events.PersonId;
import tandem.events.SessionEvent.ClosingReviewSubmitted;
import tandem.events.SessionEvent.SponsorActionConfirmed;
import tandem.matching.provider.StandingService;
import tandem.runtime.tenant.Tenants;

/** What engagements leave behind about their providers: confirmed sponsor actions and closing reviews (R50, R94, R99). */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
public class TrackRecords {

    private final Jdbi jdbi;
    private final StandingService standings;
    private final Tenants tenants;

    TrackRecords(Jdbi jdbi, StandingService standings, Tenants tenants) {
        this.jdbi = jdbi;
        this.standings = standings;
        this.tenants = tenants;
    }

    /** An engagement this service never started has no provider to credit: nothing is kept. */
    public void keep(SponsorActionConfirmed confirmed) {
        var provider = jdbi.withHandle(handle -> handle.createQuery("""
                        insert into confirmed_actions (tenant, id, engagement, provider, kind, confirmed_on)
                        select tenant, :id, id, provider, :kind, :on from engagements
                         where tenant = :tenant and id = :engagement
                            on conflict do nothing
                        returning provider
                        """)
                .bind("tenant", tenants.current())
                .bind("id", confirmed.action())
                .bind("engagement", confirmed.engagement())
                .bind("kind", confirmed.kind().name())
                .bind("on", confirmed.confirmedOn())
                .mapTo(PersonId.class)
                .findOne());
        provider.ifPresent(person -> standings.reassess(List.of(person)));
    }

    public void keep(ClosingReviewSubmitted review) {
        var provider = jdbi.withHandle(handle -> handle.createQuery("""
                        insert into closing_reviews (tenant, engagement, party, rating, goals_met, goals)
                        select tenant, id, :party, :rating, :met, :goals from engagements
                         where tenant = :tenant and id = :engagement
                            on conflict (tenant, engagement, party) do update
                           set rating = excluded.rating, goals_met = excluded.goals_met, goals = excluded.goals
                        returning (select provider from engagements where tenant = :tenant and id = :engagement)
                        """)
                .bind("tenant", tenants.current())
                .bind("engagement", review.engagement())
                .bind("party", review.party().name())
                .bind("rating", review.rating())
                .bind("met", review.goalsMet())
                .bind("goals", review.goals())
                .mapTo(PersonId.class)
                .findOne());
        provider.ifPresent(person -> standings.reassess(List.of(person)));
    }
}
