/** The keeper, against a real database. */
@NullMarked
package tandem.session.engagement;

import org.jspecify.annotations.NullMarked;
