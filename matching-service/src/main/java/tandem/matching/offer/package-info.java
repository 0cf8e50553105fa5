/** Offers free seats to leaders who wait: who comes next, until when an offer stands, and when the others may expect a seat. */
@NullMarked
package tandem.matching.offer;

import org.jspecify.annotations.NullMarked;
