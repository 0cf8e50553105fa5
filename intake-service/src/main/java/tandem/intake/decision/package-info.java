/** The matrix R23–R31: coach, mentor or a sequence of both, as pure named rules that answer with reasons. */
@NullMarked
package tandem.intake.decision;

import org.jspecify.annotations.NullMarked;
