/** The sponsor ledger: what a mentor committed to, did, and had confirmed by a third party. */
@NullMarked
package tandem.session.sponsorship;

import org.jspecify.annotations.NullMarked;
