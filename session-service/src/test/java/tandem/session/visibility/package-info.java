/** The lens of session-service against what roles really get. */
@NullMarked
package tandem.session.visibility;

import org.jspecify.annotations.NullMarked;
