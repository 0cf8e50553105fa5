/** Hand-offs, against a real database. */
@NullMarked
package tandem.session.handoff;

import org.jspecify.annotations.NullMarked;
