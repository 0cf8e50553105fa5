/** The field register (R52): which fields each purpose lets out, to whom, on which basis, and what happens when it ends. */
@NullMarked
package tandem.intake.register;

import org.jspecify.annotations.NullMarked;
