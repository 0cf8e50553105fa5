/** Makes the impact store anew, from its ledger or from the whole log, with the code of the service, and compares. */
@NullMarked
package tandem.verify.replay;

import org.jspecify.annotations.NullMarked;
