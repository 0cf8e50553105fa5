/** Asks a calendar server what changed (RFC 4791, RFC 6578), and for no title while it asks. */
@NullMarked
package tandem.session.caldav;

import org.jspecify.annotations.NullMarked;
