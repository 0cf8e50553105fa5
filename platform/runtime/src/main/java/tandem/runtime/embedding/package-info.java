/** Sentence embeddings, computed in this process. */
@NullMarked
package tandem.runtime.embedding;

import org.jspecify.annotations.NullMarked;
