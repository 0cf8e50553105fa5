/** Withdrawals and erasures on their way through the services, up to the certificate. */
@NullMarked
package tandem.intake.removal;

import org.jspecify.annotations.NullMarked;
