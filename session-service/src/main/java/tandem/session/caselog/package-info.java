/** Case logs (R112): what became of a leader's behaviour, in codes, as coach, mentor or leader saw it. */
@NullMarked
package tandem.session.caselog;

import org.jspecify.annotations.NullMarked;
