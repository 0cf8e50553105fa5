/** How much is still on its way: not sent, not taken in, set aside. */
@NullMarked
package tandem.runtime.backlog;

import org.jspecify.annotations.NullMarked;
