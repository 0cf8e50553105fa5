/** Next steps, against a real database. */
@NullMarked
package tandem.session.action;

import org.jspecify.annotations.NullMarked;
