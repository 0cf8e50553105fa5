/** Answers of servers, and what only looks like one. */
@NullMarked
package tandem.session.caldav;

import org.jspecify.annotations.NullMarked;
