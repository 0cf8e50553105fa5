package tandem.analytics.pilot;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import tandem.analytics.pilot.PilotPlan.Overhead;
import tandem.events.ProgrammeId;
import tandem.runtime.page.Cursor;
import tandem.runtime.page.Keyset;
import tandem.runtime.page.Page;
import tandem.runtime.tenant.Tenants;
import tandem.runtime.time.ProgrammeTime;

/** Pilots, to read. */
@ApplicationScoped
public class PilotQueries {

    /** R116: for two quarters figures say a direction, and more is not asked of them. */
    private static final Period DIRECTIONAL = Period.ofMonths(6);

    private static final String PAGE = """
            select p.programme, p.template, p.template_version, p.starts_on, p.revision, p.plan, p.locked_at, p.locked_hash, t.numbers
            from pilots p
            left join lateral (
                select numbers from pilot_thresholds t
                where t.tenant = p.tenant and t.programme = p.programme
                order by revision desc limit 1
            ) t on true
            where p.tenant = :tenant and p.programme > :after
            order by p.programme limit :rows""";

    private final Jdbi jdbi;
    private final Tenants tenants;
    private final Pilots pilots;
    private final Clock clock;

    PilotQueries(Jdbi jdbi, Tenants tenants, Pilots pilots, @ProgrammeTime Clock clock) {
        this.jdbi = jdbi;
        this.tenants = tenants;
        this.pilots = pilots;
        this.clock = clock;
    }

    /** How much a figure of the pilot can say (R116). */
    public enum EvidenceGrade {
        DIRECTIONAL,
        CONFIRMATORY
    }

    /**
     * A pilot as it stands.
     *
     * @param week the running one: 0 before the first, one more than there are after the last
     * @param thresholds the numbers that hold, those of the rulebook included
     * @param missing numbers without a default nobody has given
     * @param lockedHash SHA-256 over template, version and numbers as agreed on; null until they are
     * @param overhead how the plan's cost of integration stands to what others needed (R75)
     */
    public record PilotView(
            ProgrammeId programme,
            String template,
            int templateVersion,
            LocalDate startsOn,
            LocalDate endsOn,
            int week,
            EvidenceGrade evidence,
            Map<String, BigDecimal> thresholds,
            List<String> missing,
            @Nullable Instant lockedAt,
            @Nullable String lockedHash,
            @Nullable PilotPlan plan,
            @Nullable Overhead overhead,
            long revision) {}

    @Transactional
    public PilotView get(ProgrammeId programme) {
        return view(pilots.get(programme));
    }

    @Transactional
    public Page<PilotView> all(Optional<Cursor> after, int limit) {
        return jdbi.withHandle(handle -> Keyset.oldestFirst(
                handle.createQuery(PAGE).bind("tenant", tenants.current()),
                after,
                limit,
                (row, context) -> view(Pilots.pilot(row)),
                PilotView::programme));
    }

    private PilotView view(Pilot pilot) {
        var now = clock.instant();
        var plan = pilot.plan();
        return new PilotView(
                pilot.programme(),
                pilot.template().name(),
                pilot.template().version(),
                pilot.startsOn(),
                pilot.startsOn().plusWeeks(pilot.template().weeks().size()).minusDays(1),
                pilot.weekOf(now),
                grade(pilot.startsOn(), now),
                pilot.thresholds(),
                pilot.missing(),
                pilot.lockedAt(),
                pilot.lockedHash(),
                plan,
                plan == null ? null : plan.overhead(),
                pilot.revision());
    }

    static EvidenceGrade grade(LocalDate startsOn, Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC).isBefore(startsOn.plus(DIRECTIONAL))
                ? EvidenceGrade.DIRECTIONAL
                : EvidenceGrade.CONFIRMATORY;
    }
}
