/** Calendars people connect themselves, and looking at them: by CalDAV, or as a subscribed file. */
@NullMarked
package tandem.session.connection;

import org.jspecify.annotations.NullMarked;
