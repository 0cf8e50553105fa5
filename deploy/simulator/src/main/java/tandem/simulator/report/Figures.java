package tandem.simulator.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tandem.events.ProgrammeId;
import tandem.local.Service;
import tandem.simulator.client.Caller;

/** The impact figures of a programme as somebody reads them who runs it: as of now, or where leaders allow them, as published. */
public record Figures(List<Figure> all) {

    /**
     * One figure.
     *
     * @param kind what it is told by, where that is no track
     * @param value null where too few people stand behind it, or nothing has come due yet
     * @param n how many people stand behind it; null where that is too few to be told
     * @param medianSeconds how long what is counted took, where that is told
     */
    public record Figure(
            String name,
            @Nullable String track,
            @Nullable String kind,
            @Nullable Double value,
            @Nullable Long n,
            @Nullable Double medianSeconds) {}

    /** Every metric over the whole programme and, where it is told by track or kind, by these. */
    public static Figures of(Caller reader, ProgrammeId programme) {
        var figures = new ArrayList<Figure>();
        for (var metric :
                reader.get(Service.ANALYTICS, "/v1/metrics").expect(200).rows("metrics")) {
            for (var grain : List.of("PROGRAMME", "TRACK", "KIND")) {
                if (metric.path("grains").toString().contains(grain)) {
                    figures.addAll(cells(reader, metric.path("name").asText(), grain, programme));
                }
            }
        }
        return new Figures(List.copyOf(figures));
    }

    private static List<Figure> cells(Caller reader, String name, String grain, ProgrammeId programme) {
        return reader
                .get(
                        Service.ANALYTICS,
                        "/v1/metrics/" + name + "?grain=" + grain.toLowerCase(Locale.ROOT) + "&programme=" + programme)
                .expect(200)
                .rows("cells")
                .stream()
                .map(cell -> figure(name, cell))
                .toList();
    }

    private static Figure figure(String name, JsonNode cell) {
        var n = cell.path("n").asText();
        return new Figure(
                name,
                cell.hasNonNull("track") ? cell.get("track").asText() : null,
                cell.hasNonNull("kind") ? cell.get("kind").asText() : null,
                cell.hasNonNull("value") ? cell.get("value").asDouble() : null,
                n.matches("\\d+") ? Long.valueOf(n) : null,
                cell.hasNonNull("took") ? cell.at("/took/medianSeconds").asDouble() : null);
    }
}
