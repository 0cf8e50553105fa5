/** Calendars in, against a real database. */
@NullMarked
package tandem.session.calendar;

import org.jspecify.annotations.NullMarked;
