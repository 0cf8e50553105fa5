/** What leaves the service with a signature: one key per tenant, its public half for everybody. */
@NullMarked
package tandem.runtime.signing;

import org.jspecify.annotations.NullMarked;
