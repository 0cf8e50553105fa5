/** What goes wrong in an engagement, by code: to the office that decides it, taken by a human, resolved with an outcome. */
@NullMarked
package tandem.session.escalation;

import org.jspecify.annotations.NullMarked;
