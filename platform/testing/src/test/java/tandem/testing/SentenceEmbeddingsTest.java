package tandem.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import tandem.runtime.embedding.SentenceEmbeddings;

/** Close in meaning is close in space. */
class SentenceEmbeddingsTest {

    private final SentenceEmbeddings embeddings = new SentenceEmbeddings(false);

    @Test
    void placesLikeMeaningsTogether() {
        var vectors = embeddings.embed(List.of(
                "Give clear feedback to the team",
                "Tell people openly how they are doing",
                "Repair the hydraulic pump of an excavator"));

        assertThat(dot(vectors.get(0), vectors.get(1))).isGreaterThan(dot(vectors.get(0), vectors.get(2)));
    }

    @Test
    void makesUnitVectorsOfItsDimension() {
        var vector = embeddings.embed(List.of("delegation")).getFirst();

        assertThat(vector).hasSize(SentenceEmbeddings.DIMENSIONS);
        assertThat(dot(vector, vector)).isCloseTo(1.0, within(1e-6));
    }

    @Test
    void givesTheSameVectorAgainAloneOrInABatch() {
        var alone = embeddings.embed(List.of("delegation")).getFirst();
        var together = embeddings.embed(List.of("delegation", "conflict")).getFirst();

        assertThat(together).isEqualTo(alone);
    }

    @Test
    void takesBatchesOfABoundedSize() {
        assertThatThrownBy(() -> embeddings.embed(Collections.nCopies(65, "delegation")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }
}
