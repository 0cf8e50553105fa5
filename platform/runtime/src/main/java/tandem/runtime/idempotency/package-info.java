/** A creating request that is sent again gets the answer it got before, and has its effect once. */
@NullMarked
package tandem.runtime.idempotency;

import org.jspecify.annotations.NullMarked;
