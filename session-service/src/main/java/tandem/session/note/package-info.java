/** Sealed notes of sessions: readable by their author, and by whom the leader allows, note by note and recipient by recipient (R115). */
@NullMarked
package tandem.session.note;

import org.jspecify.annotations.NullMarked;
