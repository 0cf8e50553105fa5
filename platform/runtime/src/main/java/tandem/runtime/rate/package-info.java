/** How often somebody may ask. */
@NullMarked
package tandem.runtime.rate;

import org.jspecify.annotations.NullMarked;
