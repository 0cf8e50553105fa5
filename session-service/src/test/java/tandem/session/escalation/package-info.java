/** Escalations, against a real database. */
@NullMarked
package tandem.session.escalation;

import org.jspecify.annotations.NullMarked;
