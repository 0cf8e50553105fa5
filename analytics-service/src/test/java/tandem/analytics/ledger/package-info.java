/** Tests of the package of the same name. */
@NullMarked
package tandem.analytics.ledger;

import org.jspecify.annotations.NullMarked;
