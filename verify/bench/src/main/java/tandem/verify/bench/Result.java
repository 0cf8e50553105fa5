package tandem.verify.bench;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The ratios of one measure over all its rounds.
 *
 * @param more figures beside the ratio, for the file
 */
record Result(Measure measure, List<Reading> references, List<Reading> subjects, Map<String, ?> more) {

    Result(Measure measure, List<Reading> references, List<Reading> subjects) {
        this(measure, references, subjects, Map.of());
    }

    Result with(Map<String, ?> figures) {
        return new Result(measure, references, subjects, figures);
    }

    int runs() {
        return subjects.size();
    }

    /** Ratio of each round: subject and reference stand next to each other in time. */
    List<Double> ratios() {
        return IntStream.range(0, runs())
                .mapToObj(round ->
                        subjects.get(round).value() / references.get(round).value())
                .sorted()
                .toList();
    }

    double median() {
        var ratios = ratios();
        int middle = ratios.size() / 2;
        return ratios.size() % 2 == 1 ? ratios.get(middle) : (ratios.get(middle - 1) + ratios.get(middle)) / 2;
    }

    double worst() {
        return measure.better() == Measure.Better.HIGHER ? ratios().getFirst() : ratios().getLast();
    }

    long lost() {
        return subjects.stream().mapToLong(Reading::lost).sum();
    }

    long doubled() {
        return subjects.stream().mapToLong(Reading::doubled).sum();
    }

    /** A number with losses behind it is no number. */
    boolean counts() {
        return lost() == 0 && doubled() == 0;
    }

    boolean meetsFloor() {
        return counts() && (measure.isReportedOnly() || measure.meets(median(), measure.floor()));
    }

    boolean meetsGoal() {
        return counts() && measure.meets(median(), measure.goal());
    }

    private static double median(List<Reading> readings) {
        var values = readings.stream().mapToDouble(Reading::value).sorted().toArray();
        return values[values.length / 2];
    }

    double referenceMedian() {
        return median(references);
    }

    double subjectMedian() {
        return median(subjects);
    }
}
