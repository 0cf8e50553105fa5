package tandem.matching.provider;

import com.fasterxml.jackson.core.type.TypeReference;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import tandem.events.Availability;
import tandem.events.PersonId;
import tandem.events.ProgrammeId;
import tandem.events.ProviderType;
import tandem.events.Track;
import tandem.matching.StoredJson;
import tandem.matching.credential.Standing.State;
import tandem.matching.kind.KindSql;
import tandem.matching.scoring.Candidate;
import tandem.matching.scoring.Fit;
import tandem.matching.scoring.HardRule;
import tandem.matching.scoring.Pool;
import tandem.matching.scoring.WeeklyHours;
import tandem.runtime.tenant.Tenants;
import tandem.runtime.time.ProgrammeTime;

/** Reads all providers of the tenant with their seats and track record, in one statement, ready for ranking. */
@ApplicationScoped
public class PoolQueries {

    /** How far back a confirmed sponsor action counts (R94). */
    static final int TRACK_RECORD_MONTHS = 18;

    private static final TypeReference<List<Availability>> WINDOWS = new TypeReference<>() {};

    // Whoever is to be looked at again today, and was not yet, counts as lapsed: nobody is proposed on an expired
    // calibration.
    // An offer to who waits holds its seat like an approved match.
    // A closed engagement met as much of its goals as its reviews say, on average of both sides; without a review
    // COMPLETED
    // counts 1 and REASSIGNED, a replacement for fit, 0. Other ends say nothing about the provider.
    // A mentee who HR tells was promoted, after it began and up to a year after it ended, is an outcome nobody argues
    // about (R56, R121): that engagement counts 1 whatever its reviews say.
    private static final String CANDIDATES = """
            with taken as (
                select provider, count(distinct %1$s) as seats,
                       count(distinct %1$s)
                           filter (where programme = :programme and track = :track) as here
                  from matches
                 where tenant = :tenant and kind <> 'PEER'
                   and (seat or offered_at is not null and state in ('PROPOSED', 'REVIEWED'))
                 group by provider),
            actions as (
                select provider, count(*) as confirmed from confirmed_actions
                 where tenant = :tenant and confirmed_on > :since and confirmed_on <= :today group by provider),
            reviews as (
                select engagement,
                       avg(case when goals > 0 then goals_met::float8 / goals
                                when rating is not null then (rating - 1) / 4.0 end) as met
                  from closing_reviews where tenant = :tenant group by engagement),
            history as (
                select e.provider,
                       bool_or(e.track = 'MENTORING') as mentored,
                       count(*) filter (where e.end_reason in ('COMPLETED', 'REASSIGNED')) as ended,
                       sum(case when e.end_reason = 'REASSIGNED' then 0
                                when e.end_reason = 'COMPLETED' and e.track = 'MENTORING'
                                 and cast(l.state ->> 'lastPromotedOn' as date) > e.starts_on
                                 and cast(l.state ->> 'lastPromotedOn' as date)
                                     <= least(:today, e.ended_on + interval '1 year') then 1
                                when e.end_reason = 'COMPLETED' then coalesce(r.met, 1) end) as met
                  from engagements e
                  left join reviews r on r.engagement = e.id
                  left join profiles l on l.tenant = e.tenant and l.person = e.leader
                 where e.tenant = :tenant and e.kind not in %2$s group by e.provider)
            select p.id, p.type, p.tracks, p.capacity, p.time_zone, p.availability, p.skill_codes, p.behaviour_codes,
                   p.credential_codes, p.evidence, p.evidence_model, p.version,
                   case when p.state = 'QUALIFIED' and p.review_on <= :today then 'LAPSED' else p.state end as state,
                   coalesce(t.seats, 0) as seats, coalesce(t.here, 0) as here,
                   coalesce(a.confirmed, 0) as confirmed, coalesce(h.mentored, false) as mentored,
                   coalesce(h.ended, 0) as ended, coalesce(h.met, 0) as met, f.state ->> 'manager' as manager,
                   b.person is not null as on_leave
              from providers p
              left join taken t on t.provider = p.id
              left join actions a on a.provider = p.id
              left join history h on h.provider = p.id
              left join profiles f on f.tenant = p.tenant and f.person = p.id
              left join absences b on b.tenant = p.tenant and b.person = p.id and b.reason = 'ON_LEAVE'
             where p.tenant = :tenant
             order by p.id
            """.formatted(KindSql.seat("matches"), KindSql.ARRANGED);

    private final Jdbi jdbi;
    private final Tenants tenants;
    private final Clock clock;

    PoolQueries(Jdbi jdbi, Tenants tenants, @ProgrammeTime Clock clock) {
        this.jdbi = jdbi;
        this.tenants = tenants;
        this.clock = clock;
    }

    /**
     * Every provider as a candidate for one track of one programme.
     *
     * @param seatsHere how many of its seats a provider may give to this track of this programme (R62)
     * @param model only vectors of this embedding model are taken along; others cannot be compared
     */
    @Transactional
    public Pool pool(ProgrammeId programme, Track track, int seatsHere, String model) {
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        var candidates = jdbi.withHandle(handle -> handle.createQuery(CANDIDATES)
                .bind("tenant", tenants.current())
                .bind("programme", programme)
                .bind("track", track.name())
                .bind("since", today.minusMonths(TRACK_RECORD_MONTHS))
                .bind("today", today)
                .setFetchSize(1000)
                .map((row, context) -> candidate(row, seatsHere, model))
                .list());
        return Pool.of(candidates, clock.instant());
    }

    private static Candidate candidate(ResultSet row, int seatsHere, String model) throws SQLException {
        var type = ProviderType.valueOf(row.getString("type"));
        var skills = codes(row.getArray("skill_codes"));
        var behaviours = codes(row.getArray("behaviour_codes"));
        var attributes = new HashSet<>(codes(row.getArray("credential_codes")));
        attributes.add(type.name());
        attributes.addAll(skills);
        attributes.addAll(behaviours);
        return new Candidate(
                new PersonId(row.getObject("id", UUID.class)),
                type,
                tracks(row.getArray("tracks")),
                barrier(State.valueOf(row.getString("state"))),
                row.getBoolean("on_leave"),
                Math.min(row.getInt("capacity") - row.getInt("seats"), seatsHere - row.getInt("here")),
                manager(row.getString("manager")),
                new WeeklyHours(
                        ZoneId.of(row.getString("time_zone")),
                        new StoredJson(row.getString("availability")).as(WINDOWS)),
                skills,
                behaviours,
                Set.copyOf(attributes),
                vector(row, model),
                Fit.sponsorship(type == ProviderType.EXTERNAL, row.getBoolean("mentored"), row.getInt("confirmed")),
                Fit.pastSuccess(row.getDouble("met"), row.getInt("ended")),
                row.getInt("version"));
    }

    private static @Nullable HardRule barrier(State state) {
        return switch (state) {
            case CANDIDATE -> HardRule.PROVIDER_NOT_QUALIFIED;
            case HELD -> HardRule.PROVIDER_HELD;
            case LAPSED -> HardRule.CREDENTIAL_LAPSED;
            case QUALIFIED -> null;
        };
    }

    private static @Nullable PersonId manager(@Nullable String id) {
        return id == null ? null : PersonId.of(id);
    }

    private static Set<String> codes(Array array) throws SQLException {
        return Arrays.stream((Object[]) array.getArray()).map(Object::toString).collect(Collectors.toUnmodifiableSet());
    }

    private static Set<Track> tracks(Array array) throws SQLException {
        var tracks = EnumSet.noneOf(Track.class);
        codes(array).forEach(code -> tracks.add(Track.valueOf(code)));
        return Set.copyOf(tracks);
    }

    private static float @Nullable [] vector(ResultSet row, String model) throws SQLException {
        var components = (Float[]) row.getArray("evidence").getArray();
        if (components.length == 0 || !model.equals(row.getString("evidence_model"))) {
            return null;
        }
        var vector = new float[components.length];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = components[i];
        }
        return vector;
    }
}
