package tandem.session.keeper;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import tandem.events.EngagementId;
import tandem.runtime.tenant.Tenants;
import tandem.session.rule.Snooze;

/** What the keeper watches, and the sessions it waits for. */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
class Watches {

    /** A session past its grace is settled by the next run of a job, and that is soon. */
    private static final Duration SETTLED_SOON = Duration.ofHours(1);

    private final Jdbi jdbi;
    private final Tenants tenants;

    Watches(Jdbi jdbi, Tenants tenants) {
        this.jdbi = jdbi;
        this.tenants = tenants;
    }

    Optional<Watch> of(EngagementId engagement) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select since, told, told_at, snoozed_until, snooze_reason, snoozes from watches
                         where tenant = :tenant and engagement = :engagement
                        """)
                .bind("tenant", tenants.current())
                .bind("engagement", engagement)
                .map((row, context) -> watch(engagement, row))
                .findOne());
    }

    void put(Watch watch) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into watches (tenant, engagement, since, told, told_at, snoozed_until, snooze_reason, snoozes)
                        values (:tenant, :engagement, :since, :told, :toldAt, :snoozedUntil, :reason, :snoozes)
                            on conflict (tenant, engagement) do update
                           set since = excluded.since, told = excluded.told, told_at = excluded.told_at,
                               snoozed_until = excluded.snoozed_until, snooze_reason = excluded.snooze_reason,
                               snoozes = excluded.snoozes
                        """)
                .bind("tenant", tenants.current())
                .bind("engagement", watch.engagement())
                .bind("since", watch.since())
                .bind("told", watch.told())
                .bind("toldAt", watch.toldAt())
                .bind("snoozedUntil", watch.snoozedUntil())
                .bind(
                        "reason",
                        watch.snoozeReason() == null
                                ? null
                                : watch.snoozeReason().name())
                .bind("snoozes", watch.snoozes())
                .execute());
    }

    /** Until when a session that is booked to begin within the cadence may still turn out held. */
    @Nullable
    Instant awaited(EngagementId engagement, int cadenceDays, Instant now) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select min(settle_at) from sessions
                         where tenant = :tenant and engagement = :engagement and state = 'SCHEDULED' and told
                           and settle_at is not null and starts_at <= :horizon
                        """)
                .bind("tenant", tenants.current())
                .bind("engagement", engagement)
                .bind("horizon", now.plus(Duration.ofDays(cadenceDays)))
                .map((row, context) -> instant(row, 1))
                .findFirst()
                .map(settledAt -> settledAt.isAfter(now) ? settledAt : now.plus(SETTLED_SOON))
                .orElse(null));
    }

    private static Watch watch(EngagementId engagement, ResultSet row) throws SQLException {
        var reason = row.getString("snooze_reason");
        return new Watch(
                engagement,
                row.getObject("since", OffsetDateTime.class).toInstant(),
                row.getInt("told"),
                instant(row, 3),
                instant(row, 4),
                reason == null ? null : Snooze.Reason.valueOf(reason),
                row.getInt("snoozes"));
    }

    private static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
