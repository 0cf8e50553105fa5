/** Meetings of coaching groups: one meeting, and a session of each member's own engagement (R21). */
@NullMarked
package tandem.session.coaching;

import org.jspecify.annotations.NullMarked;
