/** What both sides say of an engagement when it ends: how much of what they set out to do was done. */
@NullMarked
package tandem.session.closing;

import org.jspecify.annotations.NullMarked;
