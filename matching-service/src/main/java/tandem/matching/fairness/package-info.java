/** Judges a plan as a whole before anybody is proposed: who is served, how well, and on whose shoulders. Pure. */
@NullMarked
package tandem.matching.fairness;

import org.jspecify.annotations.NullMarked;
