package tandem.analytics.projection;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What became of an engagement's sessions, week by week: kept by adding and taking away as session rows change, so it costs what
 * changed and never a recount. Programme and track are the engagement's and are joined when read, since the engagement may
 * become known after its sessions.
 */
final class SessionWeeks {
    private static final String ADD = """
            insert into session_weeks as w (tenant, engagement, week, scheduled, held, missed, cancelled, cancelled_late)
            values (?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (tenant, engagement, week) do update set
                scheduled = w.scheduled + excluded.scheduled, held = w.held + excluded.held,
                missed = w.missed + excluded.missed, cancelled = w.cancelled + excluded.cancelled,
                cancelled_late = w.cancelled_late + excluded.cancelled_late""";

    /** A week every session has moved out of is as if it had never been: a rebuild would not find it. */
    private static final String FORGET_EMPTY = """
            delete from session_weeks
            where tenant = ? and engagement = ? and week = ?
              and (scheduled, held, missed, cancelled, cancelled_late) = (0, 0, 0, 0, 0)""";

    private final Map<Week, Map<Session.State, Integer>> changes = new TreeMap<>();

    void changed(@Nullable Fact<?> before, Fact<?> after) {
        if (before instanceof Session session) {
            count(session, -1);
        }
        if (after instanceof Session session) {
            count(session, 1);
        }
    }

    void write(Connection connection) throws SQLException {
        if (changes.isEmpty()) {
            return;
        }
        try (var statement = connection.prepareStatement(ADD)) {
            for (var change : changes.entrySet()) {
                var week = change.getKey();
                statement.setString(1, week.tenant);
                statement.setObject(2, week.engagement);
                statement.setObject(3, week.begins);
                var column = 4;
                for (var state : Session.State.values()) { // in the order of the columns
                    statement.setInt(column++, change.getValue().getOrDefault(state, 0));
                }
                statement.addBatch();
            }
            statement.executeBatch();
        }
        forgetEmpty(connection);
        changes.clear();
    }

    private void forgetEmpty(Connection connection) throws SQLException {
        var left = changes.entrySet().stream()
                .filter(change -> change.getValue().values().stream().anyMatch(by -> by <= 0))
                .map(Map.Entry::getKey)
                .toList();
        if (left.isEmpty()) {
            return;
        }
        try (var statement = connection.prepareStatement(FORGET_EMPTY)) {
            for (var week : left) {
                statement.setString(1, week.tenant);
                statement.setObject(2, week.engagement);
                statement.setObject(3, week.begins);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    void clear() {
        changes.clear();
    }

    private void count(Session session, int by) {
        if (session.startsAt() == null || session.state() == null) {
            return;
        }
        var begins = LocalDate.ofInstant(session.startsAt(), ZoneOffset.UTC)
                .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        var week = new Week(session.tenant(), session.engagement().value(), begins);
        changes.computeIfAbsent(week, missing -> new EnumMap<>(Session.State.class))
                .merge(session.state(), by, Integer::sum);
    }

    /** Sorted, so that two writers lock rows in one order. */
    private record Week(String tenant, UUID engagement, LocalDate begins) implements Comparable<Week> {
        @Override
        public int compareTo(Week other) {
            var byTenant = tenant.compareTo(other.tenant);
            var byEngagement = byTenant != 0 ? byTenant : engagement.compareTo(other.engagement);
            return byEngagement != 0 ? byEngagement : begins.compareTo(other.begins);
        }
    }
}
