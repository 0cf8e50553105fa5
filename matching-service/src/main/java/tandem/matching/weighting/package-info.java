/** Keeps the weights programmes made for themselves, linted, in versions. */
@NullMarked
package tandem.matching.weighting;

import org.jspecify.annotations.NullMarked;
