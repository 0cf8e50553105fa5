/** Checks the invariants of a running platform from outside: the raw log, the tables, nothing of the services. */
@NullMarked
package tandem.verify.audit;

import org.jspecify.annotations.NullMarked;
