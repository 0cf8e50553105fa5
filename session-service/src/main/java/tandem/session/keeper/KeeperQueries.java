package tandem.session.keeper;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import tandem.events.EngagementId;
import tandem.events.Party;
import tandem.events.PersonId;
import tandem.events.ProgrammeId;
import tandem.runtime.page.Cursor;
import tandem.runtime.page.Keyset;
import tandem.runtime.page.Page;
import tandem.runtime.tenant.Tenants;
import tandem.runtime.time.ProgrammeTime;
import tandem.session.engagement.EngagementQueries;
import tandem.session.engagement.ProgrammeTerms;
import tandem.session.rule.Break;
import tandem.session.rule.Snooze;
import tandem.session.rule.Stall;

/** Reads what the keeper sees and has asked. */
@ApplicationScoped
public class KeeperQueries {

    private static final String SILENCE = """
            select e.programme, e.silent_since, e.cadence_days, e.keeper_looks_at,
                   coalesce(w.told, 0) as told, w.told_at, w.snoozed_until, w.snooze_reason
              from engagements e
              left join watches w on w.tenant = e.tenant and w.engagement = e.id and w.since = e.silent_since
             where e.tenant = :tenant and e.id = :engagement
            """;

    private static final String PROMPTS = """
            select p.id, p.engagement, p.step, p.since, p.told_at, p.mailed, p.reasons::text as reasons,
                   e.ended_on is not null or e.silent_since > p.since as over
              from prompts p
              join engagements e on e.tenant = p.tenant and e.id = p.engagement
             where p.tenant = :tenant and p.person = :person and p.id < :after
             order by p.id desc
             limit :rows
            """;

    private final Jdbi jdbi;
    private final Tenants tenants;
    private final EngagementQueries engagements;
    private final Breaks breaks;
    private final ProgrammeKeepers keepers;
    private final ObjectMapper json;
    private final Clock clock;
    private final ProgrammeTerms programmes;

    KeeperQueries(
            Jdbi jdbi,
            Tenants tenants,
            EngagementQueries engagements,
            Breaks breaks,
            ProgrammeKeepers keepers,
            ObjectMapper json,
            @ProgrammeTime Clock clock,
            ProgrammeTerms programmes) {
        this.jdbi = jdbi;
        this.tenants = tenants;
        this.engagements = engagements;
        this.breaks = breaks;
        this.keepers = keepers;
        this.json = json;
        this.clock = clock;
        this.programmes = programmes;
    }

    /**
     * Days without meetings.
     *
     * @param proposedBy absent where the programme set it
     * @param agreed whether they count; what is proposed waits for the other side
     */
    public record BreakView(
            UUID id,
            LocalDate firstDay,
            LocalDate lastDay,
            @Nullable Party proposedBy,
            boolean agreed) {}

    /**
     * The silence of a pair as the keeper sees it.
     *
     * @param since the last session held, or the start
     * @param reasons codes with their numbers, as of now
     * @param steps how many steps the keeper has taken in it, of three
     * @param looksAgainAt when the keeper looks at the latest; absent when it has done all it can until the pair meets
     */
    public record SilenceView(
            EngagementId engagement,
            Instant since,
            List<Stall.Reason> reasons,
            int steps,
            @Nullable Instant lastStepAt,
            @Nullable Instant looksAgainAt,
            @Nullable Instant snoozedUntil,
            Snooze.@Nullable Reason snoozeReason,
            List<BreakView> breaks) {}

    /**
     * Why I was asked.
     *
     * @param mailed false while it waits because I had enough mail, or when it was over before there was room
     * @param over whether the silence is over
     * @param reasons codes with their numbers, as they stood
     */
    public record PromptView(
            UUID id,
            EngagementId engagement,
            Stall.Step step,
            Instant since,
            Instant toldAt,
            boolean mailed,
            boolean over,
            List<Stall.Reason> reasons) {}

    /**
     * How a programme is kept.
     *
     * @param keeper the named human; absent: silences come to the queue of operations alone
     * @param breaks of the programme as a whole
     */
    public record KeepingView(@Nullable PersonId keeper, List<BreakView> breaks) {}

    /**
     * The silence of an engagement.
     *
     * @param side the person who asks; null for those who may see all of the tenant
     */
    @Transactional
    public SilenceView silence(EngagementId engagement, @Nullable PersonId side) {
        engagements.requireSeen(engagement, side);
        return jdbi.withHandle(handle -> handle.createQuery(SILENCE)
                .bind("tenant", tenants.current())
                .bind("engagement", engagement)
                .map((row, context) -> silence(engagement, row))
                .one());
    }

    /** What the keeper has asked a person, newest first. */
    @Transactional
    public Page<PromptView> prompts(PersonId person, Optional<Cursor> after, int limit) {
        return jdbi.withHandle(handle -> Keyset.newestFirst(
                handle.createQuery(PROMPTS).bind("tenant", tenants.current()).bind("person", person),
                after,
                limit,
                (row, context) -> prompt(row),
                PromptView::id));
    }

    @Transactional
    public KeepingView keeping(ProgrammeId programme) {
        programmes.requireKnown(programme);
        return new KeepingView(
                keepers.of(programme).orElse(null),
                breaks.of(programme).stream().map(KeeperQueries::view).toList());
    }

    /** The days on which the two agreed not to meet, or their programme is closed. */
    @Transactional
    public List<Break> breaksOf(EngagementId engagement, ProgrammeId programme) {
        return breaks.of(engagement, programme).stream()
                .filter(AgreedBreak::agreed)
                .map(AgreedBreak::days)
                .toList();
    }

    private SilenceView silence(EngagementId engagement, ResultSet row) throws SQLException {
        var known = breaks.of(engagement, new ProgrammeId(row.getObject("programme", UUID.class)));
        var since = row.getObject("silent_since", OffsetDateTime.class).toInstant();
        var toldAt = instant(row, "told_at");
        var snoozedUntil = instant(row, "snoozed_until");
        var reason = row.getString("snooze_reason");
        var facts = new Stall.Facts(
                since,
                row.getInt("cadence_days"),
                breaks.counted(engagement, LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC)),
                row.getInt("told"),
                toldAt,
                snoozedUntil,
                null);
        return new SilenceView(
                engagement,
                since,
                Stall.reasons(facts, clock.instant()),
                facts.told(),
                toldAt,
                instant(row, "keeper_looks_at"),
                snoozedUntil,
                reason == null ? null : Snooze.Reason.valueOf(reason),
                known.stream().map(KeeperQueries::view).toList());
    }

    private PromptView prompt(ResultSet row) throws SQLException {
        return new PromptView(
                row.getObject("id", UUID.class),
                new EngagementId(row.getObject("engagement", UUID.class)),
                Stall.Step.valueOf(row.getString("step")),
                row.getObject("since", OffsetDateTime.class).toInstant(),
                row.getObject("told_at", OffsetDateTime.class).toInstant(),
                row.getBoolean("mailed"),
                row.getBoolean("over"),
                Prompts.reasons(json, row.getString("reasons")));
    }

    private static BreakView view(AgreedBreak known) {
        return new BreakView(known.id(), known.days().first(), known.days().last(), known.proposedBy(), known.agreed());
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
