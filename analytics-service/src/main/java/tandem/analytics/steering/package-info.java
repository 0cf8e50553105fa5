/** The steering pack: what the committee gets to read, printed from the store, kept byte for byte. */
@NullMarked
package tandem.analytics.steering;

import org.jspecify.annotations.NullMarked;
