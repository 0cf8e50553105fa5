/** A pair from proposal to assignment, decided by humans. */
@NullMarked
package tandem.matching.match;

import org.jspecify.annotations.NullMarked;
