/** Calendars people connect, looked at on a server that changes under the eyes of whoever looks. */
@NullMarked
package tandem.session.connection;

import org.jspecify.annotations.NullMarked;
