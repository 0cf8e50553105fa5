/** The questions a leader is asked, in versions that never change, and what has been filled in so far. */
@NullMarked
package tandem.intake.form;

import org.jspecify.annotations.NullMarked;
