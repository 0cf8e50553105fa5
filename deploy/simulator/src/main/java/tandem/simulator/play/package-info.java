/** The 24 weeks, day by day. */
@NullMarked
package tandem.simulator.play;

import org.jspecify.annotations.NullMarked;
