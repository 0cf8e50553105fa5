/** Taking in what the others tell: each event once, in order, and a bad one alone set aside. */
@NullMarked
package tandem.runtime.inbox;

import org.jspecify.annotations.NullMarked;
