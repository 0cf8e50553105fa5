/** Keeps a pilot's figures on the days agreed on: after 60 and 120 days, and at month 3 and 6. */
@NullMarked
package tandem.analytics.review;

import org.jspecify.annotations.NullMarked;
