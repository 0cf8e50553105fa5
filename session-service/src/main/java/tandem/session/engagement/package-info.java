/** Engagements, programme terms and permissions as session-service knows them: told by the others, never asked for. */
@NullMarked
package tandem.session.engagement;

import org.jspecify.annotations.NullMarked;
