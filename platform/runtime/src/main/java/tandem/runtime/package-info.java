/** What every service needs and no business word belongs in: plumbing between HTTP, PostgreSQL and Kafka. */
@NullMarked
package tandem.runtime;

import org.jspecify.annotations.NullMarked;
