/** The sponsor ledger, over HTTP. */
@NullMarked
package tandem.session.sponsorship;

import org.jspecify.annotations.NullMarked;
