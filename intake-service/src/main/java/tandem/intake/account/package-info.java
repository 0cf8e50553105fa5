/** Accounts by invitation in the identity provider. */
@NullMarked
package tandem.intake.account;

import org.jspecify.annotations.NullMarked;
