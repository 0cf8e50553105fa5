package tandem.runtime.outbox;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jdbi.v3.core.Jdbi;
import tandem.runtime.sql.Feed;

/** What still waits in the outbox, and sending again what was sent. */
@ApplicationScoped
public class OutboxQueries {

    private static final String UNSENT = """
            select count(*) as rows,
                   count(*) filter (where o.xid >= pg_snapshot_xmin(pg_current_snapshot())) as hidden,
                   coalesce(extract(epoch from clock_timestamp() - min(uuid_extract_timestamp(o.id))), 0) as oldest_seconds
            from tandem.outbox o, tandem.outbox_cursor c
            where (o.xid, o.position) > (c.xid, c.position)""";

    private static final String BACK_TO = """
            with first as (
                select xid, position from tandem.outbox
                where day >= (cast(:from as timestamptz) at time zone 'utc')::date
                  and uuid_extract_timestamp(id) >= :from
                order by xid, position limit 1),
            back as (
                update tandem.outbox_cursor c set xid = f.xid, position = f.position - 1, moved_at = clock_timestamp()
                from first f where (f.xid, f.position - 1) < (c.xid, c.position)
                returning c.xid, c.position)
            select count(*) from tandem.outbox o, back b where (o.xid, o.position) > (b.xid, b.position)""";

    private final Jdbi feed;

    OutboxQueries(@Feed Jdbi feed) {
        this.feed = feed;
    }

    /**
     * What waits to be sent.
     *
     * @param rows written and not yet acknowledged by Kafka
     * @param hidden those of them that wait for an older transaction of this PostgreSQL to end
     * @param oldestSeconds since the oldest of them was written
     */
    public record Unsent(long rows, long hidden, double oldestSeconds) {}

    /** The planner takes a third of the table to lie behind the cursor and reads it all; what waits is mostly nothing. */
    public Unsent unsent() {
        return feed.inTransaction(handle -> {
            handle.execute("set local enable_seqscan = off");
            return handle.createQuery(UNSENT)
                    .map((row, context) ->
                            new Unsent(row.getLong("rows"), row.getLong("hidden"), row.getDouble("oldest_seconds")))
                    .one();
        });
    }

    /** Puts the cursor back before what was written at that instant of machine time; the number of rows to be sent again. */
    long sendAgainFrom(Instant from) {
        return feed.inTransaction(handle -> handle.createQuery(BACK_TO)
                .bind("from", OffsetDateTime.ofInstant(from, ZoneOffset.UTC))
                .mapTo(Long.class)
                .one());
    }
}
