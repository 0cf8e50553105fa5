/** Leaders for whom there is no seat now, with the reason. */
@NullMarked
package tandem.matching.waitlist;

import org.jspecify.annotations.NullMarked;
