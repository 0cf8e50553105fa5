/** Telling the others: events written with the change they tell, sent in that order, none lost. */
@NullMarked
package tandem.runtime.outbox;

import org.jspecify.annotations.NullMarked;
