/** Attacks by address, and the ends of patience. */
@NullMarked
package tandem.runtime.fetch;

import org.jspecify.annotations.NullMarked;
