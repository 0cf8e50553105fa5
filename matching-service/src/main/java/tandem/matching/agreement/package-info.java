/** The working agreement of eight clauses, signed by both sides before anything starts (R78–R86). */
@NullMarked
package tandem.matching.agreement;

import org.jspecify.annotations.NullMarked;
