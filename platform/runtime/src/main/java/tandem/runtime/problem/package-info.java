/** RFC 9457 problems: the one shape of every failure a caller sees, whatever part of the server it comes from. */
@NullMarked
package tandem.runtime.problem;

import org.jspecify.annotations.NullMarked;
