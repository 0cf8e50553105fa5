package tandem.verify.bench;

import static tandem.verify.bench.RawCopy.bigint;
import static tandem.verify.bench.RawCopy.integer;
import static tandem.verify.bench.RawCopy.text;
import static tandem.verify.bench.RawCopy.uuid;

import java.io.DataOutputStream;
import java.io.IOException;
import java.util.UUID;
import tandem.runtime.Ids;

/** The sessions a stream tells of as a plain table: no identity of events, no meeting that is followed, no outbox. */
record SessionShape() implements RawCopy.Shape {

    private static final long MICROS_2000_TO_2030 = 947_066_400_000_000L;
    private static final long HOUR = 3_600_000_000L;

    @Override
    public String table() {
        return "bench_sessions";
    }

    @Override
    public String definition() {
        return """
                (tenant text not null, id uuid not null, version integer not null, engagement uuid not null,
                 origin text not null, state text not null, starts_at timestamptz not null, ends_at timestamptz not null,
                 meeting text not null, original_start timestamptz not null,
                 primary key (tenant, id), unique (tenant, meeting, original_start))""";
    }

    @Override
    public void row(DataOutputStream out, int number) throws IOException {
        out.writeShort(10);
        text(out, Chain.TENANT);
        uuid(out, Ids.next());
        integer(out, 0);
        uuid(out, new UUID(0x0190000000007000L, 0x8000000000000000L + number % SessionBench.ENGAGEMENTS));
        text(out, "CLOUD_EVENT");
        text(out, "SCHEDULED");
        bigint(out, MICROS_2000_TO_2030 + number * HOUR);
        bigint(out, MICROS_2000_TO_2030 + (number + 1) * HOUR);
        text(out, "meeting-" + number);
        bigint(out, MICROS_2000_TO_2030 + number * HOUR);
    }
}
