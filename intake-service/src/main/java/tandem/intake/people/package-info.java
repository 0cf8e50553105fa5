/** The vault that knows the name behind a pseudonym, and the audited directory that is the only way back. */
@NullMarked
package tandem.intake.people;

import org.jspecify.annotations.NullMarked;
