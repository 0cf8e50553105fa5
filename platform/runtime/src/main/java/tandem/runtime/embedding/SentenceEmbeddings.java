package tandem.runtime.embedding;

import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.onnx.bgesmallenv15q.BgeSmallEnV15QuantizedEmbeddingModel;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;

/**
 * Turns short texts into unit vectors whose dot product is their similarity in meaning. The model ships in a jar and runs in this
 * process: no text leaves it. It is loaded at first use, and a service that does not declare the model's jar never loads it.
 */
@ApplicationScoped
public class SentenceEmbeddings {

    /** Length of every vector. */
    public static final int DIMENSIONS = 384;

    /** Texts per call at the most. */
    public static final int BATCH_MAX = 64;

    private static final String MODEL = "bge-small-en-v1.5-q/1.20.0-beta30";

    // each run already uses every core; more at once would only take memory from the requests beside it
    private final Semaphore running = new Semaphore(2, true);

    /** Travels with every vector: vectors of different models must not be compared. */
    public String modelId() {
        return MODEL;
    }

    public List<float[]> embed(List<String> texts) {
        if (texts.size() > BATCH_MAX) {
            throw new IllegalArgumentException(texts.size() + " texts, at most " + BATCH_MAX);
        }
        if (texts.isEmpty()) {
            return List.of();
        }
        running.acquireUninterruptibly();
        try {
            var vectors = new ArrayList<float[]>(texts.size());
            for (var embedding : Model.LOADED
                    .embedAll(texts.stream().map(TextSegment::from).toList())
                    .content()) {
                vectors.add(unit(embedding.vector()));
            }
            return vectors;
        } finally {
            running.release();
        }
    }

    private static float[] unit(float[] vector) {
        double squares = 0;
        for (float component : vector) {
            squares += (double) component * component;
        }
        var length = Math.sqrt(squares);
        var unit = new float[vector.length];
        for (int i = 0; i < vector.length; i++) {
            unit[i] = (float) (vector[i] / length);
        }
        return unit;
    }

    /** Loads when first touched. Runs on the calling thread: the semaphore above is the bound. */
    private static final class Model {
        static final BgeSmallEnV15QuantizedEmbeddingModel LOADED = load();

        /** The library under the tokenizer tells its makers where it runs unless it is told not to (docs/decisions/0088). */
        private static BgeSmallEnV15QuantizedEmbeddingModel load() {
            System.setProperty("OPT_OUT_TRACKING", "true");
            return new BgeSmallEnV15QuantizedEmbeddingModel(Runnable::run);
        }
    }
}
