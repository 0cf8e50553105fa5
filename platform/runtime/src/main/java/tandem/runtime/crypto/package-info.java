/** Free text and addresses at rest: one key per person, deleted when the person is forgotten. */
@NullMarked
package tandem.runtime.crypto;

import org.jspecify.annotations.NullMarked;
