package tandem.intake.goal;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tandem.runtime.embedding.SentenceEmbeddings;

/**
 * Proposes codes for a goal in somebody's own words, in this process alone. The text as a whole and each of its clauses name the code
 * whose label or phrase is nearest in meaning, if it is near enough. Nothing is kept, nothing is decided: codes count when a human
 * confirmed them. What it can and cannot do is measured in docs/model-card.md.
 */
@ApplicationScoped
public class GoalCoder {

    /** Cosine from which a code is proposed: the best F1 on the tuning part of the labelled set. */
    static final double THRESHOLD = 0.74;

    /** Codes proposed for one text at the most, as many as a goal may have. */
    static final int PROPOSALS_MAX = 5;

    /** Logistic fit of "this proposal is right" over the cosine, on the tuning part: at the threshold two in five are. */
    private static final double CONFIDENCE_SLOPE = 27.5;

    private static final double CONFIDENCE_AT_THRESHOLD = -0.44;

    private static final Pattern CLAUSES = Pattern.compile(
            "[.;!?:,\n]+| and | but | because | so that | instead of | rather than ", Pattern.CASE_INSENSITIVE);
    private static final Pattern SPACE = Pattern.compile("\\s+");
    private static final int CLAUSES_MAX = 20;
    private static final int CLAUSE_WORDS_MIN = 2;

    private final Vocabulary vocabulary;
    private final SentenceEmbeddings embeddings;

    /** Made once, soon after the start, or when the first text comes if that is earlier. */
    private final AtomicReference<@Nullable List<Phrase>> phrases = new AtomicReference<>();

    public GoalCoder(Vocabulary vocabulary, SentenceEmbeddings embeddings) {
        this.vocabulary = vocabulary;
        this.embeddings = embeddings;
    }

    /** The first leader does not wait for the model and the phrases. */
    void warm(@Observes StartupEvent started) {
        embeddings.warm(this::phrases);
    }

    /** Edition of the codes and the model: the same pair gives the same proposals. */
    public String edition() {
        return Vocabulary.EDITION + "+" + embeddings.modelId();
    }

    /** Most likely first; none where nothing is near enough. */
    public List<Proposal> propose(String text) {
        return nearest(text).stream()
                .filter(near -> near.cosine() >= THRESHOLD)
                .limit(PROPOSALS_MAX)
                .map(near -> new Proposal(near.code(), confidence(near.cosine())))
                .toList();
    }

    /** For the text and each of its clauses the nearest code with its cosine, nearest first, each code once. */
    List<Near> nearest(String text) {
        var parts = parts(text);
        var nearest = new LinkedHashMap<String, Near>();
        for (var part : embeddings.embed(parts)) {
            var near = nearest(part);
            nearest.merge(near.code().code(), near, (a, b) -> a.cosine() >= b.cosine() ? a : b);
        }
        return nearest.values().stream()
                .sorted(Comparator.comparingDouble(Near::cosine).reversed())
                .toList();
    }

    private Near nearest(float[] part) {
        return phrases().stream()
                .map(phrase -> new Near(phrase.code(), dot(phrase.vector(), part)))
                .max(Comparator.comparingDouble(Near::cosine))
                .orElseThrow();
    }

    private static List<String> parts(String text) {
        var whole = SPACE.matcher(text).replaceAll(" ").strip();
        var parts = new ArrayList<String>();
        if (!whole.isEmpty()) {
            parts.add(whole);
            CLAUSES.splitAsStream(whole)
                    .map(String::strip)
                    .filter(clause -> SPACE.split(clause).length >= CLAUSE_WORDS_MIN && !clause.equals(whole))
                    .distinct()
                    .limit(CLAUSES_MAX)
                    .forEach(parts::add);
        }
        return parts;
    }

    private List<Phrase> phrases() {
        var made = phrases.get();
        if (made == null) {
            made = vocabulary.all().stream()
                    .flatMap(code -> embedded(code).stream())
                    .toList();
            phrases.set(made); // two at once make the same
        }
        return made;
    }

    private List<Phrase> embedded(GoalCode code) {
        var texts = new ArrayList<>(vocabulary.phrases(code.code()));
        texts.add(code.label());
        return embeddings.embed(texts).stream()
                .map(vector -> new Phrase(code, vector))
                .toList();
    }

    private static double confidence(double cosine) {
        var odds = CONFIDENCE_SLOPE * (cosine - THRESHOLD) + CONFIDENCE_AT_THRESHOLD;
        return Math.round(100 / (1 + Math.exp(-odds))) / 100.0;
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (var i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }

    /** A code that a text may mean; {@code confidence} is how often such a proposal was right on the tuning part. */
    public record Proposal(GoalCode code, double confidence) {}

    /** A code and how near it is. */
    record Near(GoalCode code, double cosine) {}

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Phrase(GoalCode code, float[] vector) {}
}
