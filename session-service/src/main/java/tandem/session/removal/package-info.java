/** Removes what a person no longer allows to be kept, and reports what was removed. */
@NullMarked
package tandem.session.removal;

import org.jspecify.annotations.NullMarked;
