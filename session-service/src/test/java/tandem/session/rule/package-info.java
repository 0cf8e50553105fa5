/** The rules of sessions, each on its own. */
@NullMarked
package tandem.session.rule;

import org.jspecify.annotations.NullMarked;
