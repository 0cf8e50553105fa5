/** The programmes the store has heard of. */
@NullMarked
package tandem.analytics.programme;

import org.jspecify.annotations.NullMarked;
