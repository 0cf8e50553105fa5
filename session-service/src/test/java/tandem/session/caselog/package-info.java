/** Case logs, in codes alone. */
@NullMarked
package tandem.session.caselog;

import org.jspecify.annotations.NullMarked;
