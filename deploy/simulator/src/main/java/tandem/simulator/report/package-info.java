/** What happened, as a table and as a file. */
@NullMarked
package tandem.simulator.report;

import org.jspecify.annotations.NullMarked;
