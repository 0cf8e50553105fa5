/** Every event once, as received, with the facts and counts that follow from it: exactly once in effect. */
@NullMarked
package tandem.analytics.ledger;

import org.jspecify.annotations.NullMarked;
