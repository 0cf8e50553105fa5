/** Taking in what the outside posts: CloudEvents, each with an outcome, known again by its identity. */
@NullMarked
package tandem.runtime.ingest;

import org.jspecify.annotations.NullMarked;
