/** The next steps two sides agree on: a code, a day, whose it is and what became of it; never words (R114, W10). */
@NullMarked
package tandem.session.action;

import org.jspecify.annotations.NullMarked;
