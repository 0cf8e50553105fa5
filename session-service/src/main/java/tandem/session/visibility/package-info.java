/** What session-service holds about the caller, and who sees it. */
@NullMarked
package tandem.session.visibility;

import org.jspecify.annotations.NullMarked;
