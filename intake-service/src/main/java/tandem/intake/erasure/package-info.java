/** The right to be forgotten. */
@NullMarked
package tandem.intake.erasure;

import org.jspecify.annotations.NullMarked;
