/** The figures: one SQL view each, catalogued, answered for a moment in time and never about fewer people than allowed. */
@NullMarked
package tandem.analytics.metric;

import org.jspecify.annotations.NullMarked;
