/** Engagements: assigned matches while they run, and what they leave behind as track record. */
@NullMarked
package tandem.matching.engagement;

import org.jspecify.annotations.NullMarked;
