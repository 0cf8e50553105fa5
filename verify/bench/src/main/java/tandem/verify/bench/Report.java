package tandem.verify.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The table a person reads and the file a machine reads. */
final class Report {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private Report() {}

    static String table(List<Result> results) {
        var table = new StringBuilder("%-8s %9s %9s %7s %7s %5s  %s%n"
                .formatted("id", "median", "worst", "floor", "goal", "runs", "verdict"));
        for (var result : results) {
            var measure = result.measure();
            table.append("%-8s %9.3f %9.3f %7s %7s %5d  %s%n"
                    .formatted(
                            measure.id(),
                            result.median(),
                            result.worst(),
                            bound(measure.floor()),
                            bound(measure.goal()),
                            result.runs(),
                            verdict(result)));
        }
        return table.toString();
    }

    private static String bound(double ratio) {
        return Double.isNaN(ratio) ? "–" : "%.2f".formatted(ratio);
    }

    private static String verdict(Result result) {
        if (!result.counts()) {
            return "does not count: %d lost, %d doubled".formatted(result.lost(), result.doubled());
        }
        if (result.measure().isReportedOnly()) {
            return "reported";
        }
        if (result.meetsGoal()) {
            return "goal";
        }
        return result.meetsFloor() ? "floor" : "below the floor";
    }

    static Path write(Path folder, String name, List<Result> results) throws IOException {
        Files.createDirectories(folder);
        var file = folder.resolve(name + ".json");
        JSON.writeValue(
                file.toFile(),
                Map.of("results", results.stream().map(Report::entry).toList()));
        return file;
    }

    private static Map<String, Object> entry(Result result) {
        var measure = result.measure();
        var entry = new LinkedHashMap<String, Object>();
        entry.put("id", measure.id());
        entry.put("what", measure.what());
        entry.put("ratioMedian", rounded(result.median()));
        entry.put("ratioWorst", rounded(result.worst()));
        entry.put("runs", result.runs());
        entry.put("reference", measure.reference());
        entry.put("referenceMedian", rounded(result.referenceMedian()));
        entry.put("subjectMedian", rounded(result.subjectMedian()));
        if (!measure.isReportedOnly()) {
            entry.put("floor", measure.floor());
            entry.put("goal", measure.goal());
        }
        entry.put("lost", result.lost());
        entry.put("doubled", result.doubled());
        entry.putAll(result.more());
        return entry;
    }

    private static double rounded(double value) {
        return Math.round(value * 1000) / 1000.0;
    }
}
