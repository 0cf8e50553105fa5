package tandem.matching.waitlist;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import tandem.events.PersonId;
import tandem.events.ProgrammeId;
import tandem.events.Track;
import tandem.matching.kind.KindSql;
import tandem.runtime.tenant.Tenants;

/** Who waits for which track of which programme, since when and why. */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
public class Waitlist {

    /** So often a seat of one provider is offered to one leader; after that it takes a human. */
    static final int OFFERS_OF_A_PAIR = 3;

    private final Jdbi jdbi;
    private final Tenants tenants;

    Waitlist(Jdbi jdbi, Tenants tenants) {
        this.jdbi = jdbi;
        this.tenants = tenants;
    }

    /** Answers whether the entry is new or waits for another reason now; the place in the queue is kept. */
    boolean put(ProgrammeId programme, PersonId leader, Track track, String reason, Instant since) {
        return jdbi.withHandle(handle -> handle.createUpdate("""
                        insert into waitlist as held (tenant, programme, leader, track, reason, since)
                        values (:tenant, :programme, :leader, :track, :reason, :since)
                            on conflict (tenant, programme, leader, track) do update set reason = excluded.reason
                         where held.reason <> excluded.reason
                        """)
                        .bind("tenant", tenants.current())
                        .bind("programme", programme)
                        .bind("leader", leader)
                        .bind("track", track.name())
                        .bind("reason", reason)
                        .bind("since", since.atOffset(ZoneOffset.UTC))
                        .execute())
                > 0;
    }

    /** A queue: those who wait for one track of one programme. */
    public record Line(ProgrammeId programme, Track track) {}

    /**
     * Somebody in a queue.
     *
     * @param reason why nobody was found, told when it was last tried
     * @param silences offers the leader was shown and let run out, since the leader waits
     * @param declined providers whose offer the leader declined since then
     * @param passed providers whose offer ran out since then
     * @param spent those of them whose offer ran out {@value Waitlist#OFFERS_OF_A_PAIR} times: a human has to look
     * @param previous who served the leader in this track before, to good end
     */
    public record Entry(
            PersonId leader,
            String reason,
            Instant since,
            int silences,
            int declined,
            Set<PersonId> passed,
            Set<PersonId> spent,
            @Nullable PersonId previous) {}

    /** Queues of the current tenant in a fixed order. */
    public List<Line> lines() {
        return lines(null);
    }

    /** Where a person waits. */
    public List<Line> linesOf(PersonId leader) {
        return lines(leader);
    }

    private List<Line> lines(@Nullable PersonId leader) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select distinct programme, track from waitlist
                         where tenant = :tenant and (cast(:leader as uuid) is null or leader = :leader)
                         order by programme, track
                        """)
                .bind("tenant", tenants.current())
                .bind("leader", leader)
                .map((row, context) ->
                        new Line(new ProgrammeId(row.getObject(1, UUID.class)), Track.valueOf(row.getString(2))))
                .list());
    }

    /** Who waits longest, at most so many. */
    public List<Entry> entries(Line line, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select w.leader, w.reason, w.since, o.silences, o.declined, coalesce(o.passed, '{}') as passed,
                               coalesce(s.spent, '{}') as spent,
                               (select e.provider from engagements e
                                 where e.tenant = w.tenant and e.leader = w.leader and e.track = w.track
                                   and e.kind not in %s
                                   and e.ended_on is not null and e.end_reason not in ('REASSIGNED', 'TERMINATED')
                                 order by e.ended_on desc, e.id desc limit 1) as previous
                          from waitlist w
                          left join lateral (
                               select count(*) filter (where m.reason = 'NOT_ANSWERED') as silences,
                                      count(distinct m.provider) filter (where m.state = 'REJECTED') as declined,
                                      array_agg(distinct m.provider) filter (where m.state = 'EXPIRED') as passed
                                 from matches m
                                where m.tenant = w.tenant and m.leader = w.leader and m.track = w.track
                                  and (m.state = 'EXPIRED' or m.state = 'REJECTED' and m.reason = 'OFFER_DECLINED')
                                  and m.offered_at >= w.since) o on true
                          left join lateral (
                               select array_agg(pair.provider) as spent
                                 from (select m.provider from matches m
                                        where m.tenant = w.tenant and m.leader = w.leader and m.track = w.track
                                          and m.state = 'EXPIRED' and m.offered_at >= w.since
                                        group by m.provider having count(*) >= :offers) pair) s on true
                         where w.tenant = :tenant and w.programme = :programme and w.track = :track
                         order by w.since, w.leader limit :limit
                        """.formatted(KindSql.ARRANGED))
                .bind("tenant", tenants.current())
                .bind("programme", line.programme())
                .bind("track", line.track().name())
                .bind("offers", OFFERS_OF_A_PAIR)
                .bind("limit", limit)
                .map((row, context) -> entry(row))
                .list());
    }

    private static Entry entry(ResultSet row) throws SQLException {
        var previous = row.getObject("previous", UUID.class);
        return new Entry(
                new PersonId(row.getObject("leader", UUID.class)),
                row.getString("reason"),
                row.getObject("since", OffsetDateTime.class).toInstant(),
                row.getInt("silences"),
                row.getInt("declined"),
                people(row.getArray("passed")),
                people(row.getArray("spent")),
                previous == null ? null : new PersonId(previous));
    }

    private static Set<PersonId> people(Array ids) throws SQLException {
        return Arrays.stream((UUID[]) ids.getArray()).map(PersonId::new).collect(Collectors.toUnmodifiableSet());
    }

    public boolean contains(ProgrammeId programme, PersonId leader, Track track) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select exists (select from waitlist where tenant = :tenant and programme = :programme
                                                              and leader = :leader and track = :track)
                        """)
                .bind("tenant", tenants.current())
                .bind("programme", programme)
                .bind("leader", leader)
                .bind("track", track.name())
                .mapTo(Boolean.class)
                .one());
    }

    boolean remove(ProgrammeId programme, PersonId leader, Track track) {
        return jdbi.withHandle(handle -> handle.createUpdate("""
                        delete from waitlist
                         where tenant = :tenant and programme = :programme and leader = :leader and track = :track
                        """)
                        .bind("tenant", tenants.current())
                        .bind("programme", programme)
                        .bind("leader", leader)
                        .bind("track", track.name())
                        .execute())
                > 0;
    }

    int removeAll(PersonId leader) {
        return jdbi.withHandle(
                handle -> handle.createUpdate("delete from waitlist where tenant = :tenant and leader = :leader")
                        .bind("tenant", tenants.current())
                        .bind("leader", leader)
                        .execute());
    }
}
