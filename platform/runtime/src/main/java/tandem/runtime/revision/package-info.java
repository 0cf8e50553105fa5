/** Which state of a thing a caller has seen, and that a change is based on the one that holds. */
@NullMarked
package tandem.runtime.revision;

import org.jspecify.annotations.NullMarked;
