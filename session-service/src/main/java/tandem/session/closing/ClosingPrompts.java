package tandem.session.closing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import tandem.events.EngagementId;
import tandem.events.Party;
import tandem.runtime.tenant.Tenants;

/** How often each side was asked for its review. Under another end than before the asking begins anew. */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
class ClosingPrompts {

    /** Sides to look at; shared with the job, which asks whose they are. */
    static final String DUE = """
              from engagements e
             cross join (values ('LEADER'), ('PROVIDER')) side (party)
              left join closing_prompts p on p.tenant = e.tenant and p.engagement = e.id and p.party = side.party
             where coalesce(e.ended_on, e.planned_end_on) between :from and :until
               and (p.engagement is null or p.look_at <= :now or p.ends_on <> coalesce(e.ended_on, e.planned_end_on))
               and not exists (select from closing_reviews r
                                where r.tenant = e.tenant and r.engagement = e.id and r.party = side.party)
            """;

    private static final int AT_ONCE = 100;

    private final Jdbi jdbi;
    private final Tenants tenants;

    ClosingPrompts(Jdbi jdbi, Tenants tenants) {
        this.jdbi = jdbi;
        this.tenants = tenants;
    }

    /**
     * A side to look at.
     *
     * @param asked how often it was asked under the present end
     */
    record Side(EngagementId engagement, Party party, int asked) {}

    /** Some of the sides whose turn it is, of engagements that end in these days. */
    List<Side> dueBetween(LocalDate from, LocalDate until, Instant now) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        """
                        select e.id, side.party,
                               case when p.ends_on = coalesce(e.ended_on, e.planned_end_on) then p.asked else 0 end as asked
                        """ + DUE + " and e.tenant = :tenant order by e.id, side.party limit :most")
                .bind("tenant", tenants.current())
                .bind("from", from)
                .bind("until", until)
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .bind("most", AT_ONCE)
                .map((row, context) -> new Side(
                        new EngagementId(row.getObject("id", UUID.class)),
                        Party.valueOf(row.getString("party")),
                        row.getInt("asked")))
                .list());
    }

    /**
     * Keeps how often a side was asked.
     *
     * @param look when to look at it again; null for never
     */
    void put(EngagementId engagement, Party party, LocalDate endsOn, int asked, @Nullable Instant look) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into closing_prompts (tenant, engagement, party, ends_on, asked, look_at)
                        values (:tenant, :engagement, :party, :endsOn, :asked, :look)
                            on conflict (tenant, engagement, party) do update
                           set ends_on = excluded.ends_on, asked = excluded.asked, look_at = excluded.look_at
                        """)
                .bind("tenant", tenants.current())
                .bind("engagement", engagement)
                .bind("party", party.name())
                .bind("endsOn", endsOn)
                .bind("asked", asked)
                .bind("look", look == null ? null : look.atOffset(ZoneOffset.UTC))
                .execute());
    }
}
