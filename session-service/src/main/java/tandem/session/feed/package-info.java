/** A calendar to subscribe to: the sessions of one person behind an address only that person knows. */
@NullMarked
package tandem.session.feed;

import org.jspecify.annotations.NullMarked;
