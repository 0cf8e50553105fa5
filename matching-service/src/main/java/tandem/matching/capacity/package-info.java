/**
 * How many seats a programme needs and who gets the next one: pool, ratio, forecast with its error, queue and expected dates. Pure:
 * plain Java and the ids of the contract.
 */
@NullMarked
package tandem.matching.capacity;

import org.jspecify.annotations.NullMarked;
