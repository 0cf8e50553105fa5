/** Closing reviews, over HTTP. */
@NullMarked
package tandem.session.closing;

import org.jspecify.annotations.NullMarked;
