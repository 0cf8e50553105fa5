package tandem.runtime.embedding;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.onnx.AbstractInProcessEmbeddingModel;
import dev.langchain4j.model.embedding.onnx.OnnxBertBiEncoder;
import dev.langchain4j.model.embedding.onnx.PoolingMode;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Turns short texts into unit vectors whose dot product is their similarity in meaning. The model ships in a jar and runs in this
 * process: no text leaves it. It is loaded at first use, or before by {@link #warm}, and a service that does not declare the model's jar
 * never loads it.
 */
@ApplicationScoped
public class SentenceEmbeddings {

    /** Length of every vector. */
    public static final int DIMENSIONS = 384;

    /** Texts per call at the most. */
    public static final int BATCH_MAX = 64;

    private static final Logger LOG = Logger.getLogger(SentenceEmbeddings.class);
    private static final String MODEL = "bge-small-en-v1.5-q/1.20.0-beta30";

    // each run uses one core; more at once would only take it from the requests beside them
    private final Semaphore running = new Semaphore(2, true);
    private final boolean warmsUp;

    public SentenceEmbeddings(@ConfigProperty(name = "tandem.embedding.warm-up") boolean warmsUp) {
        this.warmsUp = warmsUp;
    }

    /** Travels with every vector: vectors of different models must not be compared. */
    public String modelId() {
        return MODEL;
    }

    /**
     * Does, in the background, what the first text would otherwise wait for; {@code first} is what the caller prepares with the model.
     * Nobody waits for it, and a failure is told when the first text comes.
     */
    public void warm(Runnable first) {
        if (warmsUp) {
            Thread.ofPlatform().name("embedding-warm-up").daemon().start(() -> {
                try {
                    first.run();
                } catch (RuntimeException | LinkageError e) {
                    LOG.warnf("The embedding model is not ready: %s", e);
                }
            });
        }
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
    private static final class Model extends AbstractInProcessEmbeddingModel {
        static final Model LOADED = load();

        private static final String WEIGHTS = "/bge-small-en-v1.5-q.onnx";
        private static final String TOKENIZER = "/bge-small-en-v1.5-q-tokenizer.json";

        private final OnnxBertBiEncoder encoder;

        private Model(OnnxBertBiEncoder encoder) {
            super(Runnable::run);
            this.encoder = encoder;
        }

        @Override
        protected OnnxBertBiEncoder model() {
            return encoder;
        }

        @Override
        protected Integer knownDimension() {
            return DIMENSIONS;
        }

        /** The library under the tokenizer tells its makers where it runs unless it is told not to (docs/decisions/0088). */
        private static Model load() {
            System.setProperty("OPT_OUT_TRACKING", "true");
            var environment = OrtEnvironment.getEnvironment();
            try (var options = frugal();
                    var tokenizer = resource(TOKENIZER)) {
                return new Model(
                        new OnnxBertBiEncoder(environment, session(environment, options), tokenizer, PoolingMode.CLS));
            } catch (OrtException | IOException e) {
                throw new IllegalStateException("The embedding model cannot be loaded", e);
            }
        }

        /** From a file, which the native side reads, instead of by way of arrays that our heap would have to hold twice. */
        private static OrtSession session(OrtEnvironment environment, SessionOptions options) throws OrtException {
            try {
                var file = Files.createTempFile("tandem-model", ".onnx");
                try (var weights = resource(WEIGHTS)) {
                    Files.copy(weights, file, StandardCopyOption.REPLACE_EXISTING);
                    return environment.createSession(file.toString(), options);
                } finally {
                    Files.delete(file);
                }
            } catch (IOException e) {
                throw new UncheckedIOException("The embedding model cannot be unpacked", e);
            }
        }

        /** One thread, weights kept once, nothing planned ahead for lengths that never come again (docs/decisions/0110). */
        private static SessionOptions frugal() throws OrtException {
            var options = new SessionOptions();
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            options.setMemoryPatternOptimization(false);
            options.addConfigEntry("session.disable_prepacking", "1");
            return options;
        }

        private static InputStream resource(String name) throws IOException {
            var resource = SentenceEmbeddings.class.getResourceAsStream(name);
            if (resource == null) {
                throw new IOException(name + " is in no jar of this service");
            }
            return resource;
        }
    }
}
