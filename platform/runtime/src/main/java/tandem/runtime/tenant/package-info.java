/** Whose data the running code may touch: from the token or the message to row-level security, with no step a use case could forget. */
@NullMarked
package tandem.runtime.tenant;

import org.jspecify.annotations.NullMarked;
