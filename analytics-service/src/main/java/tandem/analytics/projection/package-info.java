/** What the ledger says, as facts: pure contributions that join in any order to the same row, and their tables. */
@NullMarked
package tandem.analytics.projection;

import org.jspecify.annotations.NullMarked;
