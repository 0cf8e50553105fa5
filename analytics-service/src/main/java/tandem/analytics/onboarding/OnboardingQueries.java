package tandem.analytics.onboarding;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import tandem.analytics.programme.ProgrammeQueries;
import tandem.events.ProgrammeId;
import tandem.runtime.tenant.Tenants;

/** Whether a programme takes people in, to read. */
@ApplicationScoped
public class OnboardingQueries {

    private static final int STOPS_MAX = 100;

    private final Jdbi jdbi;
    private final Tenants tenants;
    private final ProgrammeQueries programmes;

    OnboardingQueries(Jdbi jdbi, Tenants tenants, ProgrammeQueries programmes) {
        this.jdbi = jdbi;
        this.tenants = tenants;
        this.programmes = programmes;
    }

    /** Whether onboarding is stopped, and every stop there was, the latest first. */
    public record OnboardingView(ProgrammeId programme, boolean stopped, List<StopView> stops) {}

    /** A stop; open while it was not resumed. */
    public record StopView(
            StopReason reason, Instant stoppedAt, @Nullable Instant resumedAt) {}

    @Transactional
    public OnboardingView of(ProgrammeId programme) {
        programmes.requireKnown(programme);
        var stops = jdbi.withHandle(handle -> handle.createQuery("""
                        select reason, stopped_at, resumed_at from onboarding_stops
                        where tenant = :tenant and programme = :programme
                        order by stopped_at desc, id desc limit :limit""")
                .bind("tenant", tenants.current())
                .bind("programme", programme)
                .bind("limit", STOPS_MAX)
                .map((row, context) -> {
                    var resumedAt = row.getObject("resumed_at", OffsetDateTime.class);
                    return new StopView(
                            StopReason.valueOf(row.getString("reason")),
                            row.getObject("stopped_at", OffsetDateTime.class).toInstant(),
                            resumedAt == null ? null : resumedAt.toInstant());
                })
                .list());
        return new OnboardingView(programme, stops.stream().anyMatch(stop -> stop.resumedAt() == null), stops);
    }
}
