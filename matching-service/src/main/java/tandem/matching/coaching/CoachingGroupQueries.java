package tandem.matching.coaching;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.type.TypeReference;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import tandem.events.CoachingGroupId;
import tandem.events.EndReason;
import tandem.events.MatchId;
import tandem.events.PersonId;
import tandem.events.ProgrammeId;
import tandem.matching.StoredJson;
import tandem.matching.match.MatchState;
import tandem.runtime.audit.CurrentAct;
import tandem.runtime.page.Cursor;
import tandem.runtime.page.Page;
import tandem.runtime.tenant.Tenants;

/** Reads coaching groups: whole for those who run programmes, and for the coach who of the members was approved. */
@ApplicationScoped
public class CoachingGroupQueries {

    private static final TypeReference<List<MemberView>> MEMBERS = new TypeReference<>() {};

    private static final String VIEW = """
            select g.id, g.programme, g.coach, g.size_min, g.size_max, g.formed_at, g.dissolved_at, g.dissolved_reason,
                   m.members, m.open, m.running, m.begun
              from coaching_groups g
             cross join lateral (
                   select coalesce(jsonb_agg(jsonb_build_object('leader', m.leader, 'match', m.id, 'state', m.state,
                                                                'running', e.id is not null and e.ended_on is null)
                                             order by m.id), '[]') as members,
                          count(*) filter (where m.seat and e.id is null or m.state in ('PROPOSED', 'REVIEWED')) as open,
                          count(*) filter (where e.id is not null and e.ended_on is null) as running,
                          count(*) filter (where e.id is not null) as begun
                     from matches m left join engagements e on e.tenant = m.tenant and e.id = m.id
                    where m.tenant = g.tenant and m.coaching_group = g.id
                      and (cast(:coach as uuid) is null or m.state = any(:seen))) m
             where g.tenant = :tenant
               and (cast(:coach as uuid) is null or g.coach = :coach and m.members <> '[]')
               and (cast(:programme as uuid) is null or g.programme = :programme)
               and (cast(:id as uuid) is null or g.id = :id)
               and (cast(:after as uuid) is null or g.id > :after)
             order by g.id limit :limit
            """;

    private final Jdbi jdbi;
    private final Tenants tenants;
    private final CurrentAct act;

    CoachingGroupQueries(Jdbi jdbi, Tenants tenants, CurrentAct act) {
        this.jdbi = jdbi;
        this.tenants = tenants;
        this.act = act;
    }

    /** How far a group is, by its members. */
    public enum State {
        /** Its members are looked at, or sign; nobody's coaching has begun. */
        FORMING,
        /** Somebody is coached in it. */
        RUNNING,
        /** It is dissolved, or the last member has gone. */
        ENDED
    }

    /** A member, with the match that says how far approval and agreement are. */
    public record MemberView(PersonId leader, MatchId match, MatchState state, boolean running) {}

    /**
     * A coaching group.
     *
     * @param running members who are coached in it now
     * @param belowMinimum whether it has begun and fewer are coached in it than the policy it was formed under asks for: to be filled
     *     up, or dissolved
     * @param members everybody who is or was in it, in the order they were named
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record CoachingGroupView(
            CoachingGroupId id,
            ProgrammeId programme,
            PersonId coach,
            State state,
            int sizeMin,
            int sizeMax,
            int running,
            boolean belowMinimum,
            List<MemberView> members,
            Instant formedAt,
            @Nullable Instant dissolvedAt,
            @Nullable EndReason dissolvedReason) {}

    /**
     * Groups, oldest first.
     *
     * @param coach only those of this coach, and only members that were approved; null for those who run programmes
     */
    @Transactional
    public Page<CoachingGroupView> page(
            @Nullable ProgrammeId programme, @Nullable PersonId coach, Optional<Cursor> after, int limit) {
        var rows =
                read(programme, coach, null, after.map(cursor -> cursor.uuid(0)).orElse(null), limit + 1);
        return Page.of(rows, limit, view -> Cursor.of(view.id()));
    }

    @Transactional
    public CoachingGroupView get(CoachingGroupId id, @Nullable PersonId coach) {
        var group = read(null, coach, id, null, 1).stream().findFirst().orElseThrow(CoachingGroups::unknown);
        if (coach == null) {
            act.shows(group.coach());
            group.members().forEach(member -> act.shows(member.leader()));
        } else {
            act.showsOwn();
        }
        return group;
    }

    private List<CoachingGroupView> read(
            @Nullable ProgrammeId programme,
            @Nullable PersonId coach,
            @Nullable CoachingGroupId id,
            @Nullable UUID after,
            int limit) {
        return jdbi.withHandle(handle -> handle.createQuery(VIEW)
                .bind("tenant", tenants.current())
                .bind("programme", programme)
                .bind("coach", coach)
                .bind(
                        "seen",
                        MatchState.SEEN_BY_SIDES.stream().map(MatchState::name).toArray(String[]::new))
                .bind("id", id)
                .bind("after", after)
                .bind("limit", limit)
                .map((row, context) -> view(row))
                .list());
    }

    private static CoachingGroupView view(ResultSet row) throws SQLException {
        var dissolved = row.getObject("dissolved_at", OffsetDateTime.class);
        var reason = row.getString("dissolved_reason");
        int running = row.getInt("running");
        int least = row.getInt("size_min");
        return new CoachingGroupView(
                new CoachingGroupId(row.getObject("id", UUID.class)),
                new ProgrammeId(row.getObject("programme", UUID.class)),
                new PersonId(row.getObject("coach", UUID.class)),
                state(dissolved != null, row.getInt("open"), running),
                least,
                row.getInt("size_max"),
                running,
                dissolved == null && row.getInt("begun") > 0 && running < least,
                new StoredJson(row.getString("members")).as(MEMBERS),
                row.getObject("formed_at", OffsetDateTime.class).toInstant(),
                dissolved == null ? null : dissolved.toInstant(),
                reason == null ? null : EndReason.valueOf(reason));
    }

    private static State state(boolean isDissolved, int open, int running) {
        if (running > 0) {
            return State.RUNNING;
        }
        return isDissolved || open == 0 ? State.ENDED : State.FORMING;
    }
}
