/** Booking as the two sides and their calendars see it. */
@NullMarked
package tandem.session.invitation;

import org.jspecify.annotations.NullMarked;
