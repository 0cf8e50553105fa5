package tandem.matching.match;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import tandem.events.CoachingGroupId;
import tandem.events.EngagementKind;
import tandem.events.MatchId;
import tandem.events.PersonId;
import tandem.events.ProgrammeId;
import tandem.events.Track;
import tandem.matching.kind.KindSql;
import tandem.runtime.problem.CommonProblems;
import tandem.runtime.problem.Refused;
import tandem.runtime.tenant.Tenants;

/** The matches of a tenant. SQL here first flushes what Hibernate holds back, so that both see the same rows. */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
public class Matches implements PanacheRepositoryBase<Match, UUID> {

    /** What both sides have seen was more than a thought: it counts as a role (R35). */
    private static final String[] SEEN =
            MatchState.SEEN_BY_SIDES.stream().map(MatchState::name).toArray(String[]::new);

    private final Jdbi jdbi;
    private final Tenants tenants;

    Matches(Jdbi jdbi, Tenants tenants) {
        this.jdbi = jdbi;
        this.tenants = tenants;
    }

    /**
     * Who a match is between. Read before any lock is taken, because it says which locks to take.
     *
     * @param group whom the leader is coached together with; null unless the kind is GROUP
     */
    public record Pair(
            ProgrammeId programme,
            PersonId leader,
            PersonId provider,
            Track track,
            EngagementKind kind,
            @Nullable CoachingGroupId group) {

        /** Of two alone. */
        public Pair(ProgrammeId programme, PersonId leader, PersonId provider, Track track, EngagementKind kind) {
            this(programme, leader, provider, track, kind, null);
        }

        /** Of a leader and the coach of the group the leader is, or is to come, into. */
        static Pair ofMember(ProgrammeId programme, CoachingGroupId group, PersonId leader, PersonId coach) {
            return new Pair(programme, leader, coach, Track.COACHING, EngagementKind.GROUP, group);
        }
    }

    public Match get(MatchId id) {
        return find("id", id.value()).firstResultOptional().orElseThrow(Matches::unknown);
    }

    public Pair pair(MatchId id) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select programme, leader, provider, track, kind, coaching_group from matches
                         where tenant = :tenant and id = :id
                        """)
                .bind("tenant", tenants.current())
                .bind("id", id)
                .map((row, context) -> pair(row))
                .findOne()
                .orElseThrow(Matches::unknown));
    }

    private static Pair pair(ResultSet row) throws SQLException {
        var group = row.getObject("coaching_group", UUID.class);
        return new Pair(
                new ProgrammeId(row.getObject("programme", UUID.class)),
                new PersonId(row.getObject("leader", UUID.class)),
                new PersonId(row.getObject("provider", UUID.class)),
                Track.valueOf(row.getString("track")),
                EngagementKind.valueOf(row.getString("kind")),
                group == null ? null : new CoachingGroupId(group));
    }

    /** Who is in a coaching group, or meant for it, in the order of their ids. */
    public List<PersonId> members(CoachingGroupId group) {
        return ofGroup(group, "leader", PersonId.class);
    }

    /** The matches of a coaching group that have not come to their end, whatever their state. */
    public List<MatchId> ofGroup(CoachingGroupId group) {
        return ofGroup(group, "id", MatchId.class);
    }

    private <T> List<T> ofGroup(CoachingGroupId group, String what, Class<T> type) {
        flush();
        return jdbi.withHandle(handle -> handle.createQuery("select " + what + " from matches"
                        + " where tenant = :tenant and coaching_group = :group and (seat or state in ('PROPOSED', 'REVIEWED'))"
                        + " order by " + what)
                .bind("tenant", tenants.current())
                .bind("group", group)
                .mapTo(type)
                .list());
    }

    /** Seats held of a provider: in all, and in one track of one programme. Right only under the provider's lock. */
    public record Seats(int all, int here) {}

    /**
     * Seats held by approved matches, engagements and open offers. Peers serve each other, which takes no seat of either; a coaching group
     * takes one, see {@link KindSql#seat}.
     *
     * @param pair the seat is for; that of its own group, where it has one, is not counted
     * @param except the match the seat is for
     */
    Seats seats(Pair pair, @Nullable MatchId except) {
        flush();
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select count(distinct %1$s),
                               count(distinct %1$s) filter (where programme = :programme and track = :track)
                          from matches
                         where tenant = :tenant and provider = :provider and kind <> 'PEER'
                           and (seat or offered_at is not null and state in ('PROPOSED', 'REVIEWED'))
                           and (cast(:except as uuid) is null or id <> :except)
                           and (cast(:group as uuid) is null or coaching_group is distinct from :group)
                        """.formatted(KindSql.seat("matches")))
                .bind("except", except)
                .bind("group", pair.group())
                .bind("tenant", tenants.current())
                .bind("provider", pair.provider())
                .bind("programme", pair.programme())
                .bind("track", pair.track().name())
                .map((row, context) -> new Seats(row.getInt(1), row.getInt(2)))
                .one());
    }

    /** Whether a seat is held for the leader by an offer nobody has decided on yet. */
    public boolean isOffered(PersonId leader, Track track) {
        return exists(leader, track, "offered_at is not null and state in ('PROPOSED', 'REVIEWED')");
    }

    /** Whether the leader has, or may soon have, somebody: a seat, or proposals humans are looking at. */
    public boolean isUnderWay(PersonId leader, Track track) {
        return exists(leader, track, "(seat or state in ('PROPOSED', 'REVIEWED'))");
    }

    private boolean exists(PersonId leader, Track track, String which) {
        flush();
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select exists (select from matches where tenant = :tenant and leader = :leader"
                                + " and track = :track and " + KindSql.OF_RECORD + " and " + which + ")")
                .bind("tenant", tenants.current())
                .bind("leader", leader)
                .bind("track", track.name())
                .mapTo(Boolean.class)
                .one());
    }

    /** Offers that have run out by then, the oldest first; at most so many. */
    List<MatchId> overdue(Instant now, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select id from matches
                         where tenant = :tenant and answer_by <= :now and state in ('PROPOSED', 'REVIEWED', 'APPROVED')
                         order by answer_by, id limit :limit
                        """)
                .bind("tenant", tenants.current())
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .bind("limit", limit)
                .mapTo(MatchId.class)
                .list());
    }

    public Optional<PersonId> seatOf(PersonId leader, Track track) {
        flush();
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select provider from matches where tenant = :tenant and leader = :leader and track = :track and "
                                + KindSql.OF_RECORD + " and seat")
                .bind("tenant", tenants.current())
                .bind("leader", leader)
                .bind("track", track.name())
                .mapTo(PersonId.class)
                .findOne());
    }

    /** Who serves or served the leader in another track, or was paired with the leader otherwise, on whichever side (R35). */
    public Set<PersonId> otherRole(PersonId leader, Track track) {
        var others = providers(leader, "(track <> :track or not " + KindSql.OF_RECORD + ")", track, List.of(SEEN));
        others.addAll(jdbi.withHandle(handle -> handle.createQuery("""
                        select leader from matches
                         where tenant = :tenant and provider = :leader and kind not in ('STANDARD', 'GROUP')
                           and state = any(:seen)
                        """)
                .bind("tenant", tenants.current())
                .bind("leader", leader)
                .bind("seen", SEEN)
                .mapTo(PersonId.class)
                .list()));
        return others;
    }

    /**
     * Whether two people serve or served each other, on whichever side, otherwise than so (R35). Who coached somebody alone may coach them in a
     * group, and the other way round: that is one role.
     */
    boolean haveOtherRole(Pair pair) {
        flush();
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select exists (select from matches
                                        where tenant = :tenant and state = any(:seen)
                                          and (leader = :one and provider = :other
                                               and (replace(kind, 'GROUP', 'STANDARD') <> replace(:kind, 'GROUP', 'STANDARD')
                                                    or track <> :track)
                                               or leader = :other and provider = :one
                                               and (kind <> :kind or track <> :track or kind <> 'PEER')))
                        """)
                .bind("tenant", tenants.current())
                .bind("seen", SEEN)
                .bind("one", pair.leader())
                .bind("other", pair.provider())
                .bind("kind", pair.kind().name())
                .bind("track", pair.track().name())
                .mapTo(Boolean.class)
                .one());
    }

    /**
     * Whether somebody has a pairing of an arranged kind, or is meant for one: as its leader, of peers on either side.
     *
     * @param except the match it is asked for; null for one that does not exist yet
     */
    boolean isPlaced(PersonId person, EngagementKind kind, @Nullable MatchId except) {
        flush();
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select exists (select from matches
                                        where tenant = :tenant and kind = :kind
                                          and (leader = :person or kind = 'PEER' and provider = :person)
                                          and (seat or state in ('PROPOSED', 'REVIEWED'))
                                          and (cast(:except as uuid) is null or id <> :except))
                        """)
                .bind("tenant", tenants.current())
                .bind("kind", kind.name())
                .bind("person", person)
                .bind("except", except)
                .mapTo(Boolean.class)
                .one());
    }

    /** Providers a human turned down for this leader and track, or replaced for fit. */
    public Set<PersonId> turnedDown(PersonId leader, Track track) {
        return providers(leader, "track = :track and " + KindSql.OF_RECORD, track, List.of("REJECTED", "REASSIGNED"));
    }

    private Set<PersonId> providers(PersonId leader, String which, Track track, List<String> states) {
        flush();
        return new HashSet<>(jdbi.withHandle(handle -> handle.createQuery(
                        "select distinct provider from matches where tenant = :tenant and leader = :leader and " + which
                                + " and state = any(:states)")
                .bind("tenant", tenants.current())
                .bind("leader", leader)
                .bind("track", track.name())
                .bind("states", states.toArray(String[]::new))
                .mapTo(PersonId.class)
                .list()));
    }

    /** Writes on new matches which decision they follow and by which rules it was made (R40); a later decision changes nothing there. */
    void stamp(List<Match> made) {
        flush();
        jdbi.useHandle(handle -> handle.createUpdate("""
                        update matches m
                           set decision = d.decision, rules = d.rules, rule_set_version = d.rule_set_version
                          from decisions d
                         where m.tenant = :tenant and m.id = any(:made)
                           and d.tenant = m.tenant and d.programme = m.programme and d.leader = m.leader
                        """)
                .bind("tenant", tenants.current())
                .bind("made", made.stream().map(match -> match.id().value()).toArray(UUID[]::new))
                .execute());
    }

    /** Closes the open proposals of a leader and track; a newer ranking or an approval took their place. */
    public int supersede(PersonId leader, Track track, Instant at) {
        flush();
        return jdbi.withHandle(handle -> handle.createUpdate("""
                        update matches set state = 'SUPERSEDED', decided_at = :at, version = version + 1
                         where tenant = :tenant and leader = :leader and track = :track
                           and kind = 'STANDARD' and state in ('PROPOSED', 'REVIEWED')
                        """)
                .bind("tenant", tenants.current())
                .bind("leader", leader)
                .bind("track", track.name())
                .bind("at", at.atOffset(ZoneOffset.UTC))
                .execute());
    }

    /**
     * Closes everything of a person that has not become an engagement, approved or not, and forgets how it was explained: the
     * explanation was made from what may no longer be used.
     */
    public int withdraw(PersonId person, String reason, Instant at) {
        flush();
        int withdrawn = jdbi.withHandle(handle -> handle.createUpdate("""
                        update matches
                           set state = 'WITHDRAWN', seat = false, reason = :reason, decided_at = :at, explanation = '{}',
                               version = version + 1
                         where tenant = :tenant and (leader = :person or provider = :person)
                           and state in ('PROPOSED', 'REVIEWED', 'EXPLORING', 'APPROVED')
                        """)
                .bind("tenant", tenants.current())
                .bind("person", person)
                .bind("reason", reason)
                .bind("at", at.atOffset(ZoneOffset.UTC))
                .execute());
        getEntityManager().clear();
        return withdrawn;
    }

    /**
     * Closes whatever of a person has not become an engagement and whose two sides stand in a reporting line now (R20), or whose manager who
     * was to coach is the manager no more; answers how many. Only what profiles allow to know can be seen.
     */
    public int withdrawReportingLines(PersonId person, Instant at) {
        flush();
        int withdrawn = jdbi.withHandle(handle -> handle.createUpdate("""
                        update matches m
                           set state = 'WITHDRAWN', seat = false, decided_at = :at, version = version + 1,
                               reason = case when kind = 'MANAGER_AS_COACH' then 'NO_LONGER_MANAGER' else 'REPORTING_LINE' end
                         where m.tenant = :tenant and (m.leader = :person or m.provider = :person)
                           and m.state in ('PROPOSED', 'REVIEWED', 'EXPLORING', 'APPROVED')
                           and case when m.kind = 'MANAGER_AS_COACH'
                                    then exists (select from profiles f
                                                  where f.tenant = m.tenant and f.person = m.leader and f.state is not null
                                                    and f.state ->> 'manager' is distinct from m.provider::text)
                                    else exists (select from profiles f
                                                  where f.tenant = m.tenant
                                                    and (f.person = m.leader and f.state ->> 'manager' = m.provider::text
                                                         or f.person = m.provider
                                                            and f.state ->> 'manager' = m.leader::text)) end
                        """)
                .bind("tenant", tenants.current())
                .bind("person", person)
                .bind("at", at.atOffset(ZoneOffset.UTC))
                .execute());
        getEntityManager().clear();
        return withdrawn;
    }

    /** Closes the proposals to a leader that nobody has approved yet. */
    public void withdrawUndecided(PersonId leader, String reason, Instant at) {
        flush();
        jdbi.useHandle(handle -> handle.createUpdate("""
                        update matches
                           set state = 'WITHDRAWN', reason = :reason, decided_at = :at, version = version + 1
                         where tenant = :tenant and leader = :leader and state in ('PROPOSED', 'REVIEWED')
                        """)
                .bind("tenant", tenants.current())
                .bind("leader", leader)
                .bind("reason", reason)
                .bind("at", at.atOffset(ZoneOffset.UTC))
                .execute());
        getEntityManager().clear();
    }

    /** Whether the run a match came from asks for a meeting before the pair is final. */
    boolean isExploratory(UUID run) {
        return jdbi.withHandle(
                handle -> handle.createQuery("select exploratory from runs where tenant = :tenant and id = :run")
                        .bind("tenant", tenants.current())
                        .bind("run", run)
                        .mapTo(Boolean.class)
                        .findOne()
                        .orElse(false));
    }

    /** Writes what Hibernate holds back and forgets it: what follows is done in SQL, and read anew. */
    public void settle() {
        flush();
        getEntityManager().clear();
    }

    static Refused unknown() {
        return new Refused(CommonProblems.NOT_FOUND, "No such match");
    }
}
