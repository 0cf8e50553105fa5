/** Evaluates the gates of pilots from the store, from what people sign off and from what the committee decided. */
@NullMarked
package tandem.analytics.gate;

import org.jspecify.annotations.NullMarked;
