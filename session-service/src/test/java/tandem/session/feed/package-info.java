/** The calendar a person subscribes to. */
@NullMarked
package tandem.session.feed;

import org.jspecify.annotations.NullMarked;
