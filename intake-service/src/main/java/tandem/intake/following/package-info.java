/** What intake-service learns from the topics of the other services. */
@NullMarked
package tandem.intake.following;

import org.jspecify.annotations.NullMarked;
