/** Wins leaders choose to show: a code, to whom they allow it, until they take it back; never automatic (R124). */
@NullMarked
package tandem.session.recognition;

import org.jspecify.annotations.NullMarked;
