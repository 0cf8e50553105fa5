/** Signed input, and everything that only looks signed. */
@NullMarked
package tandem.session.webhook;

import org.jspecify.annotations.NullMarked;
