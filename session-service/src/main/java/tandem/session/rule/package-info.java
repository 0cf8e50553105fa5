/** The rules of sessions, pure: which meeting is one, what a calendar leaves standing, did it happen, is it going quiet. */
@NullMarked
package tandem.session.rule;

import org.jspecify.annotations.NullMarked;
