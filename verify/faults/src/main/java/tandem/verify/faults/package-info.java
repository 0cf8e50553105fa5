/** Kills real processes under load and lets the auditor look for what was lost, doubled or leaked; then plants bugs it must find. */
@NullMarked
package tandem.verify.faults;

import org.jspecify.annotations.NullMarked;
