/** Looks ahead: whether the seats of a programme suffice for who needs them now, in the weeks to come, and after a wave. */
@NullMarked
package tandem.matching.outlook;

import org.jspecify.annotations.NullMarked;
