/** What people took back: the only code that may rewrite the ledger. */
@NullMarked
package tandem.analytics.erasure;

import org.jspecify.annotations.NullMarked;
