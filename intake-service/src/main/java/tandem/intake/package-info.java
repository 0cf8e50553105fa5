/** Decides whether a person is in, what may be used about them, and whether they need a coach, a mentor or both. */
@NullMarked
package tandem.intake;

import org.jspecify.annotations.NullMarked;
