/** Withdrawal, erasure and end, against a real database. */
@NullMarked
package tandem.session.removal;

import org.jspecify.annotations.NullMarked;
