/** What the tests of every service share: the real parts they run against, tokens, records, and the rules of the house. */
@NullMarked
package tandem.testing;

import org.jspecify.annotations.NullMarked;
