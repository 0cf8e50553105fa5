package tandem.events;

import java.util.List;

/** A sentence embedding of corrected code labels; vectors of different models are never compared, so the model travels along. */
public record Embedding(String model, List<Float> vector) {}
