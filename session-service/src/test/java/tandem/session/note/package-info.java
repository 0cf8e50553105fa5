/** Sealed notes, against a real database. */
@NullMarked
package tandem.session.note;

import org.jspecify.annotations.NullMarked;
