/** Who is calling, as the token says it. */
@NullMarked
package tandem.runtime.actor;

import org.jspecify.annotations.NullMarked;
