/** The consent ledger: what may be used about whom, since when and on which text. */
@NullMarked
package tandem.intake.consent;

import org.jspecify.annotations.NullMarked;
