package tandem.verify.bench;

import static tandem.verify.bench.RawCopy.bigint;
import static tandem.verify.bench.RawCopy.text;
import static tandem.verify.bench.RawCopy.uuid;

import java.io.DataOutputStream;
import java.io.IOException;
import java.util.UUID;
import tandem.runtime.Ids;

/**
 * The columns of the ledger in their order, and its indexes.
 *
 * @param subjects of the rows, as many as what is measured against this has: an index is cheaper to extend in one place
 */
record LedgerShape(int subjects) implements RawCopy.Shape {

    private static final long MICROS_2000_TO_2030 = 947_066_400_000_000L;
    private static final String PAYLOAD =
            "{\"programme\":\"01900000-0000-7000-8000-000000000001\",\"kpi\":\"DECISION_LATENCY_DAYS\",\"value\":0.8125,\"observedOn\":\"2030-01-07\"}";

    @Override
    public String table() {
        return "bench_ledger";
    }

    @Override
    public String definition() {
        return "(like ledger including all)";
    }

    @Override
    public void row(DataOutputStream out, int number) throws IOException {
        out.writeShort(13);
        text(out, "acme");
        uuid(out, Ids.next());
        text(out, "tandem.intake");
        text(out, "tandem.intake.kpi-observed.v1");
        text(out, "intake-service");
        text(out, new UUID(0x0190000000007000L, 0x8000000000000000L + number % subjects).toString());
        bigint(out, MICROS_2000_TO_2030);
        bigint(out, number / subjects + 1);
        text(out, "/delivery/acme " + UUID.randomUUID());
        out.writeInt(-1);
        bigint(out, MICROS_2000_TO_2030);
        out.writeInt(1);
        out.writeByte(0);
        text(out, PAYLOAD);
    }
}
