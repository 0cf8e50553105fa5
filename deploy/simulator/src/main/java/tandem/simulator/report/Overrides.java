package tandem.simulator.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tandem.events.ProgrammeId;
import tandem.local.Service;
import tandem.simulator.client.Caller;

/**
 * How often humans decided otherwise than the engine, why, and what became of the pairs, as an analyst reads it.
 *
 * @param overridden null where that is too few to be told
 * @param engineCompleted share of the engagements the engine proposed that ended completed; null while too few have ended
 * @param humanCompleted the same of those humans chose instead
 */
public record Overrides(
        long decided,
        @Nullable Long overridden,
        Map<String, Long> reasons,
        @Nullable Double engineCompleted,
        @Nullable Double humanCompleted) {

    public Overrides {
        reasons = Collections.unmodifiableMap(new TreeMap<>(reasons));
    }

    public static Overrides of(Caller analyst, ProgrammeId programme) {
        var analysis = analyst.get(Service.MATCHING, "/v1/overrides/analysis?programme=" + programme)
                .expect(200)
                .body();
        var reasons = new TreeMap<String, Long>();
        analysis.path("reasons")
                .forEach(reason -> reasons.put(
                        reason.path("reason").asText(), reason.path("overrides").asLong()));
        return new Overrides(
                analysis.path("decided").asLong(),
                analysis.hasNonNull("overridden") ? analysis.get("overridden").asLong() : null,
                reasons,
                completed(analysis, "ENGINE"),
                completed(analysis, "HUMAN"));
    }

    private static @Nullable Double completed(JsonNode analysis, String choice) {
        for (var outcome : analysis.path("outcomes")) {
            if (outcome.path("choice").asText().equals(choice) && outcome.hasNonNull("completed")) {
                return outcome.get("completed").asDouble();
            }
        }
        return null;
    }

    /** In one line. */
    public String text() {
        return "overrides: %d decided, %s overridden %s; completed of the engine's choices %s, of the humans' %s"
                .formatted(
                        decided,
                        overridden == null ? "too few to tell" : overridden.toString(),
                        reasons,
                        percent(engineCompleted),
                        percent(humanCompleted));
    }

    private static String percent(@Nullable Double share) {
        return share == null ? "(too few to tell)" : "%.0f %%".formatted(100 * share);
    }
}
