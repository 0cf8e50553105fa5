/** Programmes with their policies, who takes part in them, and how far they have come. */
@NullMarked
package tandem.intake.programme;

import org.jspecify.annotations.NullMarked;
