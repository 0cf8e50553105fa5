/** Sessions, against a real database. */
@NullMarked
package tandem.session.session;

import org.jspecify.annotations.NullMarked;
