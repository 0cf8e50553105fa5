package tandem.matching.review;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;
import tandem.events.ProgrammeId;
import tandem.matching.profile.Programmes;
import tandem.matching.scoring.Signal;
import tandem.runtime.tenant.Tenants;

/** Looks back at overrides: how often humans disagreed with the engine, about what, and who was right later (R53). */
@ApplicationScoped
public class OverrideQueries {

    private static final String DECIDED = """
            select count(*) from matches
             where tenant = :tenant and programme = :programme and kind = 'STANDARD'
               and (state in ('EXPLORING', 'APPROVED', 'ASSIGNED', 'REASSIGNED', 'REJECTED', 'OVERRIDDEN')
                    or state = 'EXPIRED' and reason = 'NOT_ANSWERED'
                    or state = 'WITHDRAWN' and reason = 'EXPLORATION_LAPSED')
            """;

    private static final String REASONS = """
            select reason, count(*) from matches
             where tenant = :tenant and programme = :programme and state = 'OVERRIDDEN' and reason is not null
             group by reason
            """;

    private static final String SIGNALS = """
            select engine.value ->> 'signal' as signal, count(*) as overrides,
                   count(*) filter (where gap.points > 0) as against,
                   avg(gap.points) as points
              from matches c
              join matches o on o.tenant = c.tenant and o.id = c.instead_of
             cross join lateral jsonb_array_elements(o.explanation -> 'signals') engine
             cross join lateral jsonb_array_elements(c.explanation -> 'signals') human
             cross join lateral (select cast(engine.value ->> 'points' as numeric)
                                        - cast(human.value ->> 'points' as numeric) as points) gap
             where c.tenant = :tenant and c.programme = :programme
               and engine.value ->> 'signal' = human.value ->> 'signal'
             group by 1 order by 1
            """;

    private static final String OUTCOMES = """
            select case when m.instead_of is null then 'ENGINE' else 'HUMAN' end as choice,
                   count(*) as ended,
                   count(*) filter (where e.end_reason = 'COMPLETED') as completed,
                   count(r.rating) as ratings, avg(r.rating) as rating,
                   count(r.engagement) as reviews, sum(r.goals_met) as goals_met, sum(r.goals) as goals
              from engagements e
              join matches m on m.tenant = e.tenant and m.id = e.id
              left join closing_reviews r on r.tenant = e.tenant and r.engagement = e.id and r.party = 'LEADER'
             where e.tenant = :tenant and e.programme = :programme and m.kind = 'STANDARD'
               and e.end_reason in ('COMPLETED', 'REASSIGNED', 'TERMINATED', 'PROVIDER_UNAVAILABLE')
             group by 1 order by 1
            """;

    private final Jdbi jdbi;
    private final Programmes programmes;
    private final Tenants tenants;

    OverrideQueries(Jdbi jdbi, Programmes programmes, Tenants tenants) {
        this.jdbi = jdbi;
        this.programmes = programmes;
        this.tenants = tenants;
    }

    /** One reason and how often it was given. */
    public record ReasonView(String reason, int overrides) {}

    /**
     * What one signal had said about the pairs humans chose between.
     *
     * @param against how often it spoke for the engine's choice
     * @param points mean points of the engine's choice less those of the human's
     */
    public record SignalView(Signal signal, int against, BigDecimal points) {}

    /**
     * What became of the pairs one of the two chose.
     *
     * @param choice HUMAN or ENGINE
     * @param ended engagements that ended for a reason that lies in the pair; null with the others when they are too few
     * @param completed share that ended completed, 0 to 1
     * @param rating mean of the leaders' ratings, 1 to 5; null while there are too few
     * @param goalsMet share of the goals met, 0 to 1; null while there are too few reviews
     */
    public record OutcomeView(
            String choice,
            boolean suppressed,
            @Nullable Integer ended,
            @Nullable BigDecimal completed,
            @Nullable BigDecimal rating,
            @Nullable BigDecimal goalsMet) {}

    /**
     * The overrides of a programme; no figure is about fewer than {@code k}.
     *
     * @param decided proposals humans approved, turned down or overrode
     * @param overridden of these; null when that is more than none and less than {@code k}
     * @param share overridden of decided, 0 to 1
     * @param otherReasons overrides with reasons too rare to be named; null when these are too few as well
     */
    public record AnalysisView(
            ProgrammeId programme,
            int k,
            int decided,
            @Nullable Integer overridden,
            @Nullable BigDecimal share,
            List<ReasonView> reasons,
            @Nullable Integer otherReasons,
            List<SignalView> signals,
            List<OutcomeView> outcomes) {}

    @Transactional
    public AnalysisView analysis(ProgrammeId programme) {
        int k = programmes.get(programme).terms().suppressionK();
        return jdbi.withHandle(handle -> {
            int decided = ask(handle, DECIDED, programme).mapTo(Integer.class).one();
            var reasons = reasons(handle, programme);
            int overridden =
                    reasons.values().stream().mapToInt(Integer::intValue).sum();
            boolean shown = overridden == 0 || overridden >= k;
            var groups = SmallGroups.of(reasons, k);
            return new AnalysisView(
                    programme,
                    k,
                    decided,
                    shown ? (Integer) overridden : null,
                    shown && decided > 0 ? share(overridden, decided) : null,
                    groups.shown().entrySet().stream()
                            .map(reason -> new ReasonView(reason.getKey(), reason.getValue()))
                            .toList(),
                    groups.rest(),
                    signals(handle, programme, k),
                    ask(handle, OUTCOMES, programme)
                            .map((row, context) -> outcome(row, k))
                            .list());
        });
    }

    private Map<String, Integer> reasons(Handle handle, ProgrammeId programme) {
        var reasons = new HashMap<String, Integer>();
        ask(handle, REASONS, programme)
                .map((row, context) -> Map.entry(row.getString(1), row.getInt(2)))
                .forEach(reason -> reasons.put(reason.getKey(), reason.getValue()));
        return reasons;
    }

    /** Pairs whose explanation was removed with a consent are in no signal. */
    private List<SignalView> signals(Handle handle, ProgrammeId programme, int k) {
        return ask(handle, SIGNALS, programme)
                .map((row, context) -> row.getInt("overrides") < k
                        ? List.<SignalView>of()
                        : List.of(new SignalView(
                                Signal.valueOf(row.getString("signal")),
                                row.getInt("against"),
                                row.getBigDecimal("points").setScale(2, RoundingMode.HALF_UP))))
                .list()
                .stream()
                .flatMap(List::stream)
                .toList();
    }

    private static OutcomeView outcome(ResultSet row, int k) throws SQLException {
        var choice = row.getString("choice");
        int ended = row.getInt("ended");
        if (ended < k) {
            return new OutcomeView(choice, true, null, null, null, null);
        }
        boolean rated = row.getInt("ratings") >= k;
        boolean reviewed = row.getInt("reviews") >= k && row.getInt("goals") > 0;
        return new OutcomeView(
                choice,
                false,
                ended,
                share(row.getInt("completed"), ended),
                rated ? row.getBigDecimal("rating").setScale(2, RoundingMode.HALF_UP) : null,
                reviewed ? share(row.getInt("goals_met"), row.getInt("goals")) : null);
    }

    private static BigDecimal share(int part, int whole) {
        return BigDecimal.valueOf(part).divide(BigDecimal.valueOf(whole), 2, RoundingMode.HALF_UP);
    }

    private Query ask(Handle handle, String sql, ProgrammeId programme) {
        return handle.createQuery(sql).bind("tenant", tenants.current()).bind("programme", programme);
    }
}
