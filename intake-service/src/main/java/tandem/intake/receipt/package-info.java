/** The ledger of consents as people and auditors read it: statement by statement, each with a receipt that proves itself. */
@NullMarked
package tandem.intake.receipt;

import org.jspecify.annotations.NullMarked;
