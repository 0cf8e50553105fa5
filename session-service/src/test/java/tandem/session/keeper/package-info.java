/** The keeper, against a real database. */
@NullMarked
package tandem.session.keeper;

import org.jspecify.annotations.NullMarked;
