package tandem.matching.provider;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.type.TypeReference;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;
import tandem.events.Availability;
import tandem.events.PersonId;
import tandem.events.ProviderType;
import tandem.events.Track;
import tandem.matching.StoredJson;
import tandem.matching.credential.Gap;
import tandem.matching.credential.ProofKind;
import tandem.matching.credential.Scorecard;
import tandem.matching.credential.Standing;
import tandem.matching.credential.Standing.Note;
import tandem.matching.credential.Standing.State;
import tandem.matching.kind.KindSql;
import tandem.runtime.page.Cursor;
import tandem.runtime.page.Page;
import tandem.runtime.problem.CommonProblems;
import tandem.runtime.problem.Refused;
import tandem.runtime.tenant.Tenants;
import tandem.runtime.time.ProgrammeTime;

/** Reads providers for people who run programmes. */
@ApplicationScoped
public class ProviderQueries {

    private static final TypeReference<List<Availability>> WINDOWS = new TypeReference<>() {};

    private static final TypeReference<List<Hold>> HOLDS = new TypeReference<>() {};

    // Only what a third party confirmed counts (rulebook C10); of engagements those whose planned end has passed (C11).
    private static final String VIEW = """
            select p.id, p.type, p.tracks, p.capacity, p.time_zone, p.availability, p.skill_codes, p.behaviour_codes,
                   p.credential_codes, p.evidence_model, p.state, p.standing, p.holds, p.qualified_on,
                   (select count(distinct %1$s) from matches m
                     where m.tenant = p.tenant and m.provider = p.id and m.seat
                       and m.kind <> 'PEER') as seats,
                   (select count(*) from confirmed_actions a where a.tenant = p.tenant and a.provider = p.id
                       and a.confirmed_on > :since and a.confirmed_on <= :today) as actions,
                   (select count(*) from confirmed_actions a where a.tenant = p.tenant and a.provider = p.id
                       and a.kind = 'INTRODUCTION' and a.confirmed_on > :since and a.confirmed_on <= :today)
                       as introductions,
                   (select count(*) from engagements e where e.tenant = p.tenant and e.provider = p.id
                       and e.kind not in %2$s and e.planned_end_on <= :today) as due,
                   (select count(*) from engagements e where e.tenant = p.tenant and e.provider = p.id
                       and e.kind not in %2$s and e.planned_end_on <= :today
                       and e.end_reason = 'COMPLETED') as completed,
                   (select percentile_cont(0.5) within group (order by r.rating)
                      from engagements e join closing_reviews r on r.tenant = e.tenant and r.engagement = e.id
                     where e.tenant = p.tenant and e.provider = p.id and e.kind not in %2$s
                       and r.party = 'LEADER') as rating
              from providers p
             where p.tenant = :tenant
            """.formatted(KindSql.seat("m"), KindSql.ARRANGED);

    private static final String PROOFS = """
            select * from (
                select p.id, p.kind, p.dated_on, 'HUMAN' as source, p.expires_on, p.code, p.reference, p.about, p.minutes,
                       p.entered_by, p.entered_at, p.verified_by, p.verified_at, p.voided_by, p.voided_at, %s as panel
                  from provider_proofs p
                 where p.tenant = :tenant and p.provider = :provider
                 union all
                select id, kind, dated_on, 'HR', null, null, null, null, null, null, null, null, null, null, null, '[]'
                  from (%s) of_hr) proofs
             where cast(:after as uuid) is null or id > :after
             order by id limit :limit
            """.formatted(Proofs.PANEL, Proofs.OF_HR);

    private final Jdbi jdbi;
    private final Tenants tenants;
    private final Clock clock;

    ProviderQueries(Jdbi jdbi, Tenants tenants, @ProgrammeTime Clock clock) {
        this.jdbi = jdbi;
        this.tenants = tenants;
        this.clock = clock;
    }

    /** Something that keeps a provider out of the pool, and the rule that says so. */
    public record Missing(Gap what, String rule) {}

    /** Something that holds until a day and has to be renewed by then. */
    public record FallingDue(Standing.Clock what, String rule, LocalDate on) {}

    /**
     * A provider's own figures.
     *
     * @param confirmedActions sponsor actions third parties confirmed in the last 18 months
     * @param introductions those of them that are introductions: the reach of the network (R94)
     * @param due engagements whose planned end has passed
     * @param completed those of them that were completed
     * @param ratingMedian of leaders at the close, 1 to 5; null before anybody rated
     */
    public record Figures(
            int confirmedActions,
            int introductions,
            int due,
            int completed,
            @Nullable Double ratingMedian) {}

    /** Who says so. */
    public enum Source {
        /** Somebody entered it, or signed it. */
        HUMAN,
        /** The HR system told it, and nobody had to (R56). */
        HR
    }

    /**
     * One proof, with everybody who had a hand in it.
     *
     * @param id of what HR tells the person's own: it can be neither verified nor voided here
     * @param enteredBy null, as the time is, of what HR tells
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ProofView(
            UUID id,
            ProofKind kind,
            String rule,
            Source source,
            LocalDate on,
            @Nullable LocalDate expiresOn,
            @Nullable String code,
            @Nullable String reference,
            @Nullable PersonId about,
            @Nullable Integer minutes,
            @Nullable PersonId enteredBy,
            @Nullable Instant enteredAt,
            @Nullable PersonId verifiedBy,
            @Nullable Instant verifiedAt,
            @Nullable PersonId voidedBy,
            @Nullable Instant voidedAt,
            List<Scorecard> panel) {}

    /**
     * A provider with the seats it has left, and where it stands.
     *
     * @param seatsTaken approved matches and running engagements; a coaching group takes one
     * @param qualifiedOn the first day in the pool; null for a candidate
     * @param missing what the rules have against the provider now
     * @param due what has to be renewed, and by when
     * @param notes what the rules could not judge
     * @param holds what people, analytics-service and intake-service have against the provider
     * @param panelMedian of the demo that counts, 1 to 5
     */
    public record ProviderView(
            PersonId person,
            ProviderType type,
            List<Track> tracks,
            int capacity,
            int seatsTaken,
            String timeZone,
            List<Availability> availability,
            List<String> skillCodes,
            List<String> behaviourCodes,
            List<String> credentialCodes,
            String embeddingModel,
            State state,
            @Nullable LocalDate qualifiedOn,
            List<Missing> missing,
            List<FallingDue> due,
            List<Note> notes,
            List<Hold> holds,
            @Nullable BigDecimal panelMedian,
            Figures figures) {}

    @Transactional
    public ProviderView get(PersonId person) {
        return find(person).orElseThrow(() -> new Refused(CommonProblems.NOT_FOUND, "No such provider"));
    }

    @Transactional
    public Optional<ProviderView> find(PersonId person) {
        return jdbi.withHandle(handle -> asked(handle, VIEW + " and p.id = :id")
                .bind("id", person)
                .map((row, context) -> view(row))
                .findOne());
    }

    @Transactional
    public Page<ProviderView> page(Optional<Cursor> after, int limit) {
        var rows = jdbi.withHandle(handle -> asked(
                        handle,
                        VIEW + " and (cast(:after as uuid) is null or p.id > :after) order by p.id limit :limit")
                .bind("after", after.map(cursor -> cursor.uuid(0)).orElse(null))
                .bind("limit", limit + 1)
                .map((row, context) -> view(row))
                .list());
        return Page.of(rows, limit, view -> Cursor.of(view.person()));
    }

    /** What is proven about a provider, oldest entry first, with what was voided, and what HR tells. */
    @Transactional
    public Page<ProofView> proofs(PersonId person, Optional<Cursor> after, int limit) {
        get(person);
        var rows = jdbi.withHandle(handle -> handle.createQuery(PROOFS)
                .bind("tenant", tenants.current())
                .bind("provider", person)
                .bind("after", after.map(cursor -> cursor.uuid(0)).orElse(null))
                .bind("limit", limit + 1)
                .map((row, context) -> proof(row))
                .list());
        return Page.of(rows, limit, view -> Cursor.of(view.id()));
    }

    private Query asked(Handle handle, String sql) {
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        return handle.createQuery(sql)
                .bind("tenant", tenants.current())
                .bind("today", today)
                .bind("since", today.minusMonths(PoolQueries.TRACK_RECORD_MONTHS));
    }

    private static ProofView proof(ResultSet row) throws SQLException {
        var kind = ProofKind.valueOf(row.getString("kind"));
        return new ProofView(
                row.getObject("id", UUID.class),
                kind,
                kind.rule(),
                Source.valueOf(row.getString("source")),
                row.getObject("dated_on", LocalDate.class),
                row.getObject("expires_on", LocalDate.class),
                row.getString("code"),
                row.getString("reference"),
                person(row, "about"),
                row.getObject("minutes", Integer.class),
                person(row, "entered_by"),
                instant(row, "entered_at"),
                person(row, "verified_by"),
                instant(row, "verified_at"),
                person(row, "voided_by"),
                instant(row, "voided_at"),
                new StoredJson(row.getString("panel")).as(Proofs.SCORECARDS));
    }

    private static @Nullable PersonId person(ResultSet row, String column) throws SQLException {
        var id = row.getObject(column, UUID.class);
        return id == null ? null : new PersonId(id);
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    private static ProviderView view(ResultSet row) throws SQLException {
        var standing = new StoredJson(row.getString("standing")).as(Standing.class);
        return new ProviderView(
                new PersonId(row.getObject("id", UUID.class)),
                ProviderType.valueOf(row.getString("type")),
                codes(row.getArray("tracks")).stream().map(Track::valueOf).toList(),
                row.getInt("capacity"),
                row.getInt("seats"),
                row.getString("time_zone"),
                new StoredJson(row.getString("availability")).as(WINDOWS),
                codes(row.getArray("skill_codes")),
                codes(row.getArray("behaviour_codes")),
                codes(row.getArray("credential_codes")),
                row.getString("evidence_model"),
                State.valueOf(row.getString("state")),
                row.getObject("qualified_on", LocalDate.class),
                standing.gaps().stream()
                        .map(gap -> new Missing(gap, gap.rule()))
                        .toList(),
                standing.dues().stream()
                        .map(due -> new FallingDue(due.clock(), due.clock().rule(), due.on()))
                        .toList(),
                standing.notes(),
                new StoredJson(row.getString("holds")).as(HOLDS),
                standing.panelMedian(),
                new Figures(
                        row.getInt("actions"),
                        row.getInt("introductions"),
                        row.getInt("due"),
                        row.getInt("completed"),
                        row.getObject("rating", Double.class)));
    }

    private static List<String> codes(Array array) throws SQLException {
        return Arrays.stream((Object[]) array.getArray()).map(Object::toString).toList();
    }
}
