/** Holds a programme to its 24 weeks: the template, the numbers agreed on before week 5, and the plan. */
@NullMarked
package tandem.analytics.pilot;

import org.jspecify.annotations.NullMarked;
