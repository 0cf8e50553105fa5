/** Keyset pages. */
@NullMarked
package tandem.runtime.page;

import org.jspecify.annotations.NullMarked;
