/** Reads iCalendar text (RFC 5545, RFC 5546) as many programs write it; keeps when, who and which, never what about. */
@NullMarked
package tandem.session.icalendar;

import org.jspecify.annotations.NullMarked;
