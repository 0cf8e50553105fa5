/** Plans, against a real database. */
@NullMarked
package tandem.session.plan;

import org.jspecify.annotations.NullMarked;
