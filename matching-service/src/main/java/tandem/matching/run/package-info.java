/** Runs of the match engine: every leader against the whole pool. */
@NullMarked
package tandem.matching.run;

import org.jspecify.annotations.NullMarked;
