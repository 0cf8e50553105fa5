/**
 * Decides who is served by whom when seats are few: what an assignment costs, which of several equally good ones is taken, why nobody
 * can do better, and what stands in the way of those who wait. Pure: the search itself is left to a solver, whose answer is checked.
 */
@NullMarked
package tandem.matching.assignment;

import org.jspecify.annotations.NullMarked;
