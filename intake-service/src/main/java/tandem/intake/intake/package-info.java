/** What a leader answered, and the decision about which service the need calls for. */
@NullMarked
package tandem.intake.intake;

import org.jspecify.annotations.NullMarked;
