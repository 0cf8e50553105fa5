/** Holds providers to the continuation gate of a pilot and tells matching-service who has fallen below it. */
@NullMarked
package tandem.analytics.continuation;

import org.jspecify.annotations.NullMarked;
