/** The two kinds of failure: what passes if one waits, and what never will and is set aside alone. */
@NullMarked
package tandem.runtime.failure;

import org.jspecify.annotations.NullMarked;
