/** Sessions booked here: invitations to both sides' calendars, their answers and proposals, and nothing that goes in circles. */
@NullMarked
package tandem.session.invitation;

import org.jspecify.annotations.NullMarked;
