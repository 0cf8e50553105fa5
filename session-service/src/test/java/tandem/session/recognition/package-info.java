/** The feed of wins, against a real database. */
@NullMarked
package tandem.session.recognition;

import org.jspecify.annotations.NullMarked;
