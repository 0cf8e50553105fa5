/** Reading what real programs write, and refusing what nobody should. */
@NullMarked
package tandem.session.icalendar;

import org.jspecify.annotations.NullMarked;
