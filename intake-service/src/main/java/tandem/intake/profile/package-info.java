/** What each purpose lets the other services know about a person, and the same list for the person to see. */
@NullMarked
package tandem.intake.profile;

import org.jspecify.annotations.NullMarked;
