package tandem.session.checkin;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tandem.events.SessionEvent.CheckInAnswered.Respondent;
import tandem.session.rule.Anonymity;

/** What a closed check-in says: each role by itself and never all together, so that no difference of two figures is one person. */
public record Result(List<Group> groups) {

    /**
     * What one role answered. Leader, provider and manager are one person each and are told before they answer that it is shown as
     * theirs; raters appear as figures, or not at all.
     *
     * @param tooFew there are no figures, because fewer raters answered than the programme's threshold
     */
    public record Group(Respondent respondent, List<Figure> figures, boolean tooFew) {}

    /**
     * One question.
     *
     * @param value from 1 to 5; of raters the mean in halves, at least 1.5 and at most 4.5
     */
    public record Figure(String question, @Nullable Double value) {}

    /** Answers as they were kept, without who gave them. */
    record Kept(Respondent respondent, Map<String, Integer> answers) {}

    static Result of(Definition definition, List<Kept> kept, int threshold) {
        var byRole = kept.stream()
                .collect(Collectors.groupingBy(
                        Kept::respondent, () -> new EnumMap<>(Respondent.class), Collectors.toList()));
        var groups = new ArrayList<Group>();
        byRole.forEach((role, answers) -> groups.add(
                role == Respondent.RATER ? raters(definition, answers, threshold) : one(definition, answers)));
        return new Result(groups);
    }

    /** Whether enough raters answered for anything to be said of their answers. */
    private static boolean isTold(List<Kept> kept, int threshold) {
        return kept.stream().filter(one -> one.respondent() == Respondent.RATER).count()
                >= Math.max(threshold, Anonymity.THRESHOLD_MIN);
    }

    /**
     * What raters said, to be told to others: none below the threshold, no question that fewer answered, and each question shuffled by
     * itself, so that no row is what one of them answered.
     */
    static List<Map<String, Integer>> told(List<Kept> kept, int threshold, Random random) {
        var raters = kept.stream()
                .filter(one -> one.respondent() == Respondent.RATER)
                .toList();
        var rows = Stream.generate(() -> (Map<String, Integer>) new TreeMap<String, Integer>())
                .limit(raters.size())
                .toList();
        raters.stream()
                .flatMap(one -> one.answers().keySet().stream())
                .distinct()
                .forEach(code -> {
                    var values = new ArrayList<>(values(raters, code).toList());
                    if (Anonymity.figure(values, threshold).isPresent()) {
                        Collections.shuffle(values, random);
                        for (int row = 0; row < values.size(); row++) {
                            rows.get(row).put(code, values.get(row));
                        }
                    }
                });
        return rows.stream().filter(row -> !row.isEmpty()).toList();
    }

    private static Group raters(Definition definition, List<Kept> answers, int threshold) {
        if (!isTold(answers, threshold)) {
            return new Group(Respondent.RATER, List.of(), true);
        }
        var figures = definition.questions().stream()
                .map(question -> new Figure(
                        question.code(),
                        Anonymity.figure(values(answers, question.code()).toList(), threshold)
                                .orElse(null)))
                .toList();
        return new Group(Respondent.RATER, figures, false);
    }

    private static Group one(Definition definition, List<Kept> answers) {
        var figures = definition.questions().stream()
                .flatMap(question ->
                        values(answers, question.code()).map(value -> new Figure(question.code(), value.doubleValue())))
                .toList();
        return new Group(answers.getFirst().respondent(), figures, false);
    }

    private static Stream<Integer> values(List<Kept> answers, String code) {
        return answers.stream().map(one -> one.answers().get(code)).filter(Objects::nonNull);
    }
}
