package tandem.verify.faults;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import tandem.local.LocalPlatform;
import tandem.local.Service;

/**
 * A consumer that sleeps through its session with a batch in its hands: its transaction is held up just before it moves the
 * position, the process is stopped, a second instance takes over and goes on, and only then the first wakes up and wants to commit.
 */
final class Zombie {

    private static final Duration CAUGHT_WITHIN = Duration.ofSeconds(30);
    /** The session of the stopped consumer runs out, its partitions are given to the second, which takes in what waits. */
    private static final Duration TAKEN_OVER_WITHIN = Duration.ofMinutes(2);

    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);
    private static final Duration LATER = Duration.ofSeconds(5);

    /** An advisory lock of the harness: who holds it holds up the batch. */
    private static final int GATE = 1_951_035_762;

    /**
     * The first call after arming waits at the gate; all others pass to what the service brought along. The function is replaced, not
     * renamed: a statement that the service has prepared goes on calling the function it was prepared with.
     */
    private static final String ARM = """
            create sequence fault_stall;
            grant usage on sequence fault_stall to analytics_feed;
            do $do$
            begin
                execute replace(pg_get_functiondef('take_positions'::regproc), '.take_positions(', '.take_positions_unstalled(');
            end
            $do$;
            grant execute on function take_positions_unstalled(boolean, text[], integer[], bigint[], bigint[]) to analytics_feed;
            create or replace function take_positions(
                    alone boolean, topics text[], partitions integer[], expected bigint[], next bigint[],
                    out moved bigint, out erased_until bigint, out withdrawn_until bigint)
                language plpgsql set search_path = public, pg_temp
            as $$
            begin
                if nextval('fault_stall') = 1 then
                    perform pg_advisory_xact_lock(%d);
                end if;
                select t.moved, t.erased_until, t.withdrawn_until into moved, erased_until, withdrawn_until
                from take_positions_unstalled(alone, topics, partitions, expected, next) t;
            end
            $$;
            """.formatted(GATE);

    private static final String DISARM = """
            do $do$
            begin
                execute replace(
                    pg_get_functiondef('take_positions_unstalled'::regproc), '.take_positions_unstalled(', '.take_positions(');
            end
            $do$;
            drop function take_positions_unstalled(boolean, text[], integer[], bigint[], bigint[]);
            drop sequence fault_stall;
            """;

    private static final String HELD_UP =
            "select count(*) from pg_locks where locktype = 'advisory' and objid = " + GATE + " and not granted";

    private static final String MOVED = "select coalesce(sum(position), 0) from consumer_position";

    private Zombie() {}

    static Fault fault() {
        return new Fault("F2", "SIGSTOP of analytics-service in mid-batch while another takes over", Zombie::strike);
    }

    private static void strike(LocalPlatform platform) {
        try (var gate = platform.postgres().server().connect("analytics");
                var statement = gate.createStatement()) {
            statement.execute("select pg_advisory_lock(" + GATE + ")");
            Sql.execute(platform, "analytics", ARM);
            try {
                await(statement, HELD_UP, 0, CAUGHT_WITHIN, "No batch of analytics-service came by to be held up");
                platform.service(Service.ANALYTICS).pause();
                wakeWhenReplaced(platform, gate, statement);
            } finally {
                platform.service(Service.ANALYTICS).resume();
                open(gate); // or the batch that waits for it would hold what is taken down
                Sql.execute(platform, "analytics", DISARM);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot hold up a batch: " + e.getMessage(), e);
        }
    }

    private static void wakeWhenReplaced(LocalPlatform platform, Connection gate, Statement statement)
            throws SQLException {
        long before = number(statement, MOVED);
        try (var second = platform.replica(Service.ANALYTICS)) {
            await(statement, MOVED, before, TAKEN_OVER_WITHIN, "The second analytics-service did not take over");
            Fault.sleep(LATER); // and goes on, past the batch that is held up
            platform.service(Service.ANALYTICS).resume();
            open(gate);
            Fault.sleep(LATER);
            second.awaitReady(Duration.ofMinutes(1));
        }
    }

    /** The lock goes with its session. */
    private static void open(Connection gate) throws SQLException {
        gate.close();
    }

    private static void await(Statement statement, String query, long beyond, Duration limit, String otherwise)
            throws SQLException {
        var deadline = System.nanoTime() + limit.toNanos();
        while (number(statement, query) <= beyond) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(otherwise + " within " + limit);
            }
            Fault.sleep(LOOK_AGAIN);
        }
    }

    private static long number(Statement statement, String query) throws SQLException {
        try (var rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
