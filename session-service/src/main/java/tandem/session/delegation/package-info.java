/** Assistants: they see and book the session times of one person, and nothing of what the sessions are about. */
@NullMarked
package tandem.session.delegation;

import org.jspecify.annotations.NullMarked;
