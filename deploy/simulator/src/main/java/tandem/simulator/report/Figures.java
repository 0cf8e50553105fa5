package tandem.simulator.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tandem.events.ProgrammeId;
import tandem.local.Service;
import tandem.simulator.client.Caller;

/** The impact figures of a programme as an analyst reads them. */
public record Figures(List<Figure> all) {

    /** One figure; {@code value} is null where too few people stand behind it, or nothing happened yet. */
    public record Figure(
            String name, @Nullable String track, @Nullable Double value, long n) {}

    public static Figures of(Caller analyst, ProgrammeId programme) {
        var figures = new ArrayList<Figure>();
        for (var metric :
                analyst.get(Service.ANALYTICS, "/v1/metrics").expect(200).rows()) {
            var name = metric.path("name").asText();
            var answer = analyst.get(
                            Service.ANALYTICS, "/v1/metrics/" + name + "?grain=programme&programme=" + programme)
                    .expect(200);
            answer.rows().forEach(row -> figures.add(figure(name, row)));
        }
        return new Figures(List.copyOf(figures));
    }

    private static Figure figure(String name, JsonNode row) {
        return new Figure(
                name,
                row.hasNonNull("track") ? row.get("track").asText() : null,
                row.hasNonNull("value") ? row.get("value").asDouble() : null,
                row.path("n").asLong());
    }
}
