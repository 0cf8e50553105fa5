/** Delegates, against a real database. */
@NullMarked
package tandem.session.delegation;

import org.jspecify.annotations.NullMarked;
