/** session-service decides whether a session happened, with what evidence, and whether an engagement is going quiet. */
@NullMarked
package tandem.session;

import org.jspecify.annotations.NullMarked;
