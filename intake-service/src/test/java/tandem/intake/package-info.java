/** Tests of intake-service against a real PostgreSQL and real tokens. */
@NullMarked
package tandem.intake;

import org.jspecify.annotations.NullMarked;
