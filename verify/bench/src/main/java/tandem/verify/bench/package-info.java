/** Measures speed as ratios to a bare reference taken in the same run, since absolute times drift from machine to machine. */
@NullMarked
package tandem.verify.bench;

import org.jspecify.annotations.NullMarked;
