/** Writes rows in PostgreSQL's binary COPY format: the fastest way into a table, and nothing in it knows what the rows mean. */
@NullMarked
package tandem.analytics.copy;

import org.jspecify.annotations.NullMarked;
