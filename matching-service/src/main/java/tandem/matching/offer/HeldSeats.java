package tandem.matching.offer;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import tandem.events.PersonId;
import tandem.events.ProgrammeId;
import tandem.events.Track;
import tandem.matching.kind.KindSql;
import tandem.runtime.tenant.Tenants;

/** The seats somebody holds, and until when. */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
class HeldSeats {

    private final Jdbi jdbi;
    private final Tenants tenants;

    HeldSeats(Jdbi jdbi, Tenants tenants) {
        this.jdbi = jdbi;
        this.tenants = tenants;
    }

    /**
     * One seat. That of a coaching group is held until the last of its members has gone.
     *
     * @param here whether it is given to this track of this programme
     * @param until when its engagement is planned to end, a notice is over or its leader leaves; null for a match that has not begun
     */
    record Held(PersonId provider, boolean here, @Nullable LocalDate until) {}

    /** How many seats of each provider are held, whatever the programme: the load the provider carries. */
    Map<PersonId, Integer> count(ProgrammeId programme, Track track) {
        var counts = new HashMap<PersonId, Integer>();
        all(programme, track).forEach(held -> counts.merge(held.provider(), 1, Integer::sum));
        return counts;
    }

    List<Held> all(ProgrammeId programme, Track track) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select m.provider, bool_or(m.programme = :programme and m.track = :track) as here,
                               case when bool_and(e.id is not null)
                                    then max(least(e.planned_end_on, e.terminates_on, d.leaves_on)) end as until
                          from matches m
                          left join engagements e on e.tenant = m.tenant and e.id = m.id and e.ended_on is null
                          left join departures d on d.tenant = m.tenant and d.person = m.leader
                                                and e.id is not null
                         where m.tenant = :tenant and m.kind <> 'PEER'
                           and (m.seat or m.offered_at is not null and m.state in ('PROPOSED', 'REVIEWED'))
                         group by m.provider, %s
                        """.formatted(KindSql.seat("m")))
                .bind("tenant", tenants.current())
                .bind("programme", programme)
                .bind("track", track.name())
                .map((row, context) -> new Held(
                        new PersonId(row.getObject("provider", UUID.class)),
                        row.getBoolean("here"),
                        row.getObject("until", LocalDate.class)))
                .list());
    }
}
