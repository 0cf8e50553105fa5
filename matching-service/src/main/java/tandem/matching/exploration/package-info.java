/** The exploratory meeting of an approved pair, what both sides say after it, and what follows from that. */
@NullMarked
package tandem.matching.exploration;

import org.jspecify.annotations.NullMarked;
