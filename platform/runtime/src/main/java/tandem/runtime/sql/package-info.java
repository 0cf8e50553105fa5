/** SQL by Jdbi: reads on the service's own transaction, and the feed that sees every tenant. */
@NullMarked
package tandem.runtime.sql;

import org.jspecify.annotations.NullMarked;
