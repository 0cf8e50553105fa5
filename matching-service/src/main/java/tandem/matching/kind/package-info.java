/** The kinds of pairings humans arrange, and who may take part in which (R21). */
@NullMarked
package tandem.matching.kind;

import org.jspecify.annotations.NullMarked;
