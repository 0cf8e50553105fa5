package tandem.intake.goal;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tandem.events.Track;

/** The curated codes of goals, shipped with the service. */
@ApplicationScoped
public class Vocabulary {

    private final Map<String, GoalCode> codes = new LinkedHashMap<>();

    public Vocabulary() {
        try (var lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(Vocabulary.class.getResourceAsStream("/vocabulary.csv"), "vocabulary.csv"),
                StandardCharsets.UTF_8))) {
            lines.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(Vocabulary::parse)
                    .forEach(this::add);
        } catch (IOException e) {
            throw new UncheckedIOException("The vocabulary cannot be read", e);
        }
    }

    public List<GoalCode> all() {
        return List.copyOf(codes.values());
    }

    /** The codes among these that the vocabulary does not know. */
    public List<String> unknown(Collection<String> asked) {
        return asked.stream()
                .filter(code -> !codes.containsKey(code))
                .distinct()
                .toList();
    }

    public GoalCode get(String code) {
        return Objects.requireNonNull(codes.get(code), code);
    }

    private void add(GoalCode code) {
        if (codes.put(code.code(), code) != null) {
            throw new IllegalStateException("The vocabulary has " + code.code() + " twice");
        }
    }

    private static GoalCode parse(String line) {
        var cells = line.split(",", 4);
        return new GoalCode(cells[0], GoalCode.Kind.valueOf(cells[1]), Track.valueOf(cells[2]), cells[3]);
    }
}
