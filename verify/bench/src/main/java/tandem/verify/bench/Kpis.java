package tandem.verify.bench;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import tandem.runtime.ingest.Inbound;

/** Ready-made bodies of the benches' event, about 300 bytes each: a delivery KPI of one programme. */
final class Kpis {

    private static final String SOURCE = "/delivery/acme";

    private Kpis() {}

    /** One event as it is sent, and how the store names it as a cause. */
    record Kpi(String cause, String json) {
        byte[] body() {
            return json.getBytes(StandardCharsets.UTF_8);
        }
    }

    static Kpi one(UUID programme, long number) {
        var id = UUID.randomUUID().toString();
        return new Kpi(Inbound.cause(SOURCE, id), structured(id, programme, number));
    }

    static byte[] batch(UUID programme, int size) {
        var batch = new StringBuilder("[");
        for (int number = 0; number < size; number++) {
            batch.append(number == 0 ? "" : ",")
                    .append(structured(UUID.randomUUID().toString(), programme, number));
        }
        return batch.append(']').toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String structured(String id, UUID programme, long number) {
        return """
                {"specversion":"1.0","id":"%s","source":"%s","type":"tandem.delivery.kpi-observed.v1",\
                "time":"2030-01-07T09:00:00Z","data":{"programme":"%s","kpi":"DECISION_LATENCY_DAYS",\
                "value":%d.25,"observedOn":"2030-01-07"}}""".formatted(id, SOURCE, programme, number % 1000);
    }
}
