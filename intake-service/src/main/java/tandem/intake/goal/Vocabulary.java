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

    /** Of codes, labels and phrases together: another one may propose other codes for the same words. */
    static final String EDITION = "2026.1";

    private final Map<String, GoalCode> codes = new LinkedHashMap<>();
    private final Map<String, List<String>> phrases = new LinkedHashMap<>();

    public Vocabulary() {
        try (var lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(Vocabulary.class.getResourceAsStream("/vocabulary.csv"), "vocabulary.csv"),
                StandardCharsets.UTF_8))) {
            lines.lines().filter(line -> !line.startsWith("#")).forEach(this::add);
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

    /** How people put the code in their own words. */
    List<String> phrases(String code) {
        return Objects.requireNonNull(phrases.get(code), code);
    }

    private void add(String line) {
        var cells = line.split(",", 5);
        var words = List.of(cells[4].split("\\|"));
        var code = new GoalCode(
                cells[0], GoalCode.Kind.valueOf(cells[1]), Track.valueOf(cells[2]), cells[3], words.getFirst());
        if (codes.put(code.code(), code) != null) {
            throw new IllegalStateException("The vocabulary has " + code.code() + " twice");
        }
        phrases.put(code.code(), words.subList(1, words.size()));
    }
}
