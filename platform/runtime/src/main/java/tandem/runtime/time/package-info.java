/** The two clocks, and the jobs that follow programme time. */
@NullMarked
package tandem.runtime.time;

import org.jspecify.annotations.NullMarked;
