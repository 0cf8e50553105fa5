/** Check-ins, from the plan to what is said of the answers. */
@NullMarked
package tandem.session.checkin;

import org.jspecify.annotations.NullMarked;
