/** Plays a whole programme on a running platform, as an HR system, calendars, programme leads, leaders and providers would. */
@NullMarked
package tandem.simulator;

import org.jspecify.annotations.NullMarked;
