/** The contract of Tandem: everything that enters it and everything its services tell each other, once. */
@NullMarked
package tandem.events;

import org.jspecify.annotations.NullMarked;
