/** What waits for a human, until when, and how often humans decide otherwise than the engine. */
@NullMarked
package tandem.matching.review;

import org.jspecify.annotations.NullMarked;
