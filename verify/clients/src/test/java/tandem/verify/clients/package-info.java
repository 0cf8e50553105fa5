/** What other people's clients meet: the packaged services, spoken to in the words of programs that know nothing of Tandem. */
@NullMarked
package tandem.verify.clients;

import org.jspecify.annotations.NullMarked;
