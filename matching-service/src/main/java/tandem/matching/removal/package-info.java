/** What happens when a person leaves, withdraws a purpose or is to be forgotten. */
@NullMarked
package tandem.matching.removal;

import org.jspecify.annotations.NullMarked;
