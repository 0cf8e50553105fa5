package tandem.matching.agreement;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Period;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What the codes of an agreement say on paper. */
final class Words {

    private static final Pattern WEEKS = Pattern.compile("P(\\d{1,3})W");
    private static final Map<String, String> WORDS = read();

    private Words() {}

    /** A code in words, a period such as P6W or PT60M as people say it; fails for what has no words. */
    static String of(String code) {
        var words = WORDS.get(code);
        if (words != null) {
            return words;
        }
        if (!code.startsWith("P")) {
            throw new IllegalArgumentException("No words for " + code);
        }
        return code.startsWith("PT") ? counted(Duration.parse(code).toMinutes(), "minute") : period(code);
    }

    private static String period(String code) {
        var weeks = WEEKS.matcher(code);
        if (weeks.matches()) {
            return counted(Long.parseLong(weeks.group(1)), "week");
        }
        var period = Period.parse(code);
        return period.toTotalMonths() == 0
                ? counted(period.get(ChronoUnit.DAYS), "day")
                : counted(period.toTotalMonths(), "month");
    }

    private static String counted(long count, String unit) {
        return count + " " + unit + (count == 1 ? "" : "s");
    }

    private static Map<String, String> read() {
        try (var stream = Objects.requireNonNull(Words.class.getResourceAsStream("/agreement/words.properties"));
                var reader = new InputStreamReader(stream, StandardCharsets.UTF_8)) {
            var words = new Properties();
            words.load(reader);
            return words.stringPropertyNames().stream()
                    .collect(Collectors.toUnmodifiableMap(name -> name, words::getProperty));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the words of agreements", e);
        }
    }
}
