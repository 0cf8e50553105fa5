/** Finds the best assignment with OR-Tools. What it finds is believed only because its certificate holds. */
@NullMarked
package tandem.matching.solver;

import org.jspecify.annotations.NullMarked;
