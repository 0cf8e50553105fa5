package tandem.verify.faults;

import java.sql.SQLException;
import java.time.Duration;
import tandem.local.LocalPlatform;
import tandem.local.Service;

/**
 * A consumer that sleeps through its session with a batch in its hands: its transaction is held up just before it moves the
 * position, the process is stopped, a second instance takes over and goes on, and then the first wakes up and wants to commit.
 */
final class Zombie {

    private static final Duration CAUGHT_WITHIN = Duration.ofSeconds(30);
    private static final Duration LATER = Duration.ofSeconds(3);

    /**
     * The first call after arming is held up; all others pass to what the service brought along. The function is replaced, not
     * renamed: a statement that the service has prepared goes on calling the function it was prepared with.
     */
    private static final String ARM = """
            create sequence fault_stall;
            create table fault_stall_length (seconds) as select 0;
            grant select on fault_stall_length to analytics_feed;
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
                    perform pg_sleep((select seconds from fault_stall_length));
                end if;
                select t.moved, t.erased_until, t.withdrawn_until into moved, erased_until, withdrawn_until
                from take_positions_unstalled(alone, topics, partitions, expected, next) t;
            end
            $$;
            """;

    private static final String DISARM = """
            do $do$
            begin
                execute replace(
                    pg_get_functiondef('take_positions_unstalled'::regproc), '.take_positions_unstalled(', '.take_positions(');
            end
            $do$;
            drop function take_positions_unstalled(boolean, text[], integer[], bigint[], bigint[]);
            drop sequence fault_stall;
            drop table fault_stall_length;
            """;

    private static final String HELD_UP =
            "select count(*) from pg_stat_activity where usename = 'analytics_feed' and wait_event = 'PgSleep'";

    private Zombie() {}

    /** @param asleep longer than the session of a consumer lasts */
    static Fault of(Duration asleep) {
        return new Fault(
                "F2",
                "SIGSTOP of analytics-service in mid-batch while another takes over",
                platform -> strike(platform, asleep));
    }

    private static void strike(LocalPlatform platform, Duration asleep) {
        Sql.execute(platform, "analytics", ARM);
        Sql.execute(
                platform,
                "analytics",
                "update fault_stall_length set seconds = " + asleep.plus(LATER).toSeconds());
        try {
            awaitHeldUp(platform);
            platform.service(Service.ANALYTICS).pause();
            try (var second = platform.replica(Service.ANALYTICS)) {
                Fault.sleep(asleep);
                platform.service(Service.ANALYTICS).resume();
                Fault.sleep(LATER.multipliedBy(2));
                second.awaitReady(Duration.ofMinutes(1));
            }
        } finally {
            platform.service(Service.ANALYTICS).resume();
            Sql.execute(platform, "analytics", DISARM);
        }
    }

    private static void awaitHeldUp(LocalPlatform platform) {
        var deadline = System.nanoTime() + CAUGHT_WITHIN.toNanos();
        while (number(platform) == 0) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("No batch of analytics-service came by to be held up");
            }
            Fault.sleep(Duration.ofMillis(20));
        }
    }

    private static long number(LocalPlatform platform) {
        try (var connection = platform.postgres().server().connect("analytics");
                var statement = connection.createStatement();
                var rows = statement.executeQuery(HELD_UP)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot look for the batch: " + e.getMessage(), e);
        }
    }
}
