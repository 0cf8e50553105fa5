/** Sessions: scheduled, moved, cancelled, and settled as held or missed by the evidence of both sides. */
@NullMarked
package tandem.session.session;

import org.jspecify.annotations.NullMarked;
