/** Decides who works with whom: proposes, lets humans approve, and alone starts and ends engagements. */
@NullMarked
package tandem.matching;

import org.jspecify.annotations.NullMarked;
