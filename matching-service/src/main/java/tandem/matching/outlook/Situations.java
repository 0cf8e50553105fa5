package tandem.matching.outlook;

import com.fasterxml.jackson.core.type.TypeReference;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import tandem.events.PersonId;
import tandem.events.PlannedTrack;
import tandem.events.Track;
import tandem.matching.StoredJson;
import tandem.matching.capacity.DueDates.Served;
import tandem.matching.capacity.DueDates.State;
import tandem.matching.capacity.Forecast;
import tandem.matching.kind.KindSql;
import tandem.matching.profile.Programme;
import tandem.runtime.tenant.Tenants;
import tandem.runtime.time.ProgrammeTime;

/** Reads how a track of a programme stands: who takes part, who is served, which seats there are and when they come free. */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
class Situations {

    private static final TypeReference<List<PlannedTrack>> TRACKS = new TypeReference<>() {};

    // In the pool, and not away: what a run would find today.
    private static final String SERVING = """
             p.tenant = :tenant and :track = any(p.tracks) and p.state = 'QUALIFIED'
               and (p.review_on is null or p.review_on > :today)
               and not exists (select from absences b where b.tenant = p.tenant and b.person = p.id
                                                        and b.reason = 'ON_LEAVE')
            """;

    private static final String SEATS = """
            select count(*) as providers,
                   coalesce(sum(least(p.capacity, :cap)), 0) as seats,
                   coalesce(sum(greatest(0, least(p.capacity - t.held, :cap - t.here))), 0) as free
              from providers p
              left join lateral (
                   select count(distinct %1$s) as held,
                          count(distinct %1$s)
                              filter (where m.programme = :programme and m.track = :track) as here
                     from matches m
                    where m.tenant = p.tenant and m.provider = p.id and m.kind <> 'PEER'
                      and (m.seat or m.offered_at is not null and m.state in ('PROPOSED', 'REVIEWED'))) t on true
             where
            """.formatted(KindSql.seat("m")) + SERVING;

    private final Jdbi jdbi;
    private final Tenants tenants;
    private final Clock clock;

    Situations(Jdbi jdbi, Tenants tenants, @ProgrammeTime Clock clock) {
        this.jdbi = jdbi;
        this.tenants = tenants;
        this.clock = clock;
    }

    /** A leader who takes part, with what was decided and what has come of it. */
    record Participant(PersonId leader, List<PlannedTrack> tracks, List<Served> served) {}

    /** Seats of the pool: so many providers, seats altogether and seats nobody holds. */
    record Seats(int providers, int seats, int free) {}

    /** An engagement of a provider of the track, by the day it ends or ended. */
    record Ending(LocalDate on, boolean isOver) {}

    /** Everybody for whom something was decided, without those who leave or have left. */
    List<Participant> participants(Programme programme) {
        var served = served(programme);
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select d.leader, d.tracks from decisions d
                         where d.tenant = :tenant and d.programme = :programme and d.tracks <> '[]'
                           and not exists (select from absences b where b.tenant = d.tenant and b.person = d.leader
                                                                    and b.reason = 'EMPLOYMENT_ENDED')
                         order by d.leader
                        """)
                .bind("tenant", tenants.current())
                .bind("programme", programme.id())
                .map((row, context) -> {
                    var leader = new PersonId(row.getObject(1, UUID.class));
                    return new Participant(
                            leader,
                            new StoredJson(row.getString(2)).as(TRACKS),
                            served.getOrDefault(leader, List.of()));
                })
                .list());
    }

    private Map<PersonId, List<Served>> served(Programme programme) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select leader, track, starts_on, coalesce(ended_on, least(planned_end_on, terminates_on)) as ends_on,
                               end_reason
                          from engagements where tenant = :tenant and programme = :programme
                           and kind not in %s
                        """.formatted(KindSql.ARRANGED))
                .bind("tenant", tenants.current())
                .bind("programme", programme.id())
                .map((row, context) -> Map.entry(new PersonId(row.getObject("leader", UUID.class)), engagement(row)))
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList()))));
    }

    private static Served engagement(ResultSet row) throws SQLException {
        var reason = row.getString("end_reason");
        return new Served(
                Track.valueOf(row.getString("track")),
                row.getObject("starts_on", LocalDate.class),
                row.getObject("ends_on", LocalDate.class),
                reason == null ? State.RUNNING : reason.equals("COMPLETED") ? State.COMPLETED : State.BROKEN_OFF);
    }

    /** Leaders who have a seat in the track, from whichever programme: they need no other. */
    Set<PersonId> seated(Track track) {
        return new HashSet<>(jdbi.withHandle(
                handle -> handle.createQuery("select leader from matches where tenant = :tenant and track = :track"
                                + " and " + KindSql.OF_RECORD + " and seat")
                        .bind("tenant", tenants.current())
                        .bind("track", track.name())
                        .mapTo(PersonId.class)
                        .list()));
    }

    Seats seats(Programme programme, Track track) {
        return jdbi.withHandle(handle -> handle.createQuery(SEATS)
                .bind("tenant", tenants.current())
                .bind("programme", programme.id())
                .bind("track", track.name())
                .bind("cap", programme.seatsPerProvider(track))
                .bind("today", today())
                .map((row, context) -> new Seats(row.getInt("providers"), row.getInt("seats"), row.getInt("free")))
                .one());
    }

    /**
     * Engagements that end, or ended, from a day on, of providers who serve the track; the seat of a coaching group is free with the last
     * of its members. Where the programme caps a provider's seats, a seat given elsewhere helps nobody here.
     */
    List<Ending> endings(Programme programme, Track track, LocalDate from) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select e.day, e.is_over
                          from (select provider, programme, track,
                                       max(coalesce(ended_on, least(planned_end_on, terminates_on))) as day,
                                       bool_and(ended_on is not null) as is_over
                                  from engagements where tenant = :tenant and kind <> 'PEER'
                                 group by provider, programme, track, %s) e
                          join providers p on p.id = e.provider
                         where e.day >= :from and e.day < :until
                           and (:cap = :unlimited or e.programme = :programme and e.track = :track) and
                        """.formatted(KindSql.seat("engagements")) + SERVING)
                .bind("tenant", tenants.current())
                .bind("programme", programme.id())
                .bind("track", track.name())
                .bind("cap", programme.seatsPerProvider(track))
                .bind("unlimited", Integer.MAX_VALUE)
                .bind("today", today())
                .bind("from", from)
                .bind("until", Forecast.monday(today()).plusWeeks(Forecast.WEEKS))
                .map((row, context) -> new Ending(row.getObject("day", LocalDate.class), row.getBoolean("is_over")))
                .list());
    }

    /** Since when each of those on the waitlist waits, the longest first. */
    List<Instant> waitingSince(Programme programme, Track track) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select since from waitlist
                         where tenant = :tenant and programme = :programme and track = :track order by since
                        """)
                .bind("tenant", tenants.current())
                .bind("programme", programme.id())
                .bind("track", track.name())
                .map((row, context) -> row.getObject(1, OffsetDateTime.class).toInstant())
                .list());
    }

    int openOffers(Programme programme, Track track) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select count(*) from matches
                         where tenant = :tenant and programme = :programme and track = :track
                           and answer_by is not null and state in ('PROPOSED', 'REVIEWED', 'APPROVED')
                        """)
                .bind("tenant", tenants.current())
                .bind("programme", programme.id())
                .bind("track", track.name())
                .mapTo(Integer.class)
                .one());
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
