/** Everything held about a person, for that person (GDPR 15 and 20). */
@NullMarked
package tandem.intake.export;

import org.jspecify.annotations.NullMarked;
