/** Calendar messages in the shapes that real calendar programs write. */
@NullMarked
package tandem.simulator.calendar;

import org.jspecify.annotations.NullMarked;
