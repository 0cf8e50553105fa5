/** Coaches and mentors: what they evidence, when they can meet, whom they can still take. */
@NullMarked
package tandem.matching.provider;

import org.jspecify.annotations.NullMarked;
