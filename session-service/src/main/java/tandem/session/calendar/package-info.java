/** Calendars in: which events are sessions, followed through moves and cancellations; nothing is kept of all the others. */
@NullMarked
package tandem.session.calendar;

import org.jspecify.annotations.NullMarked;
