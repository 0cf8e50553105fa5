/** Groups people said to belong to, kept apart from all that matches: what leaves this package is figures about large groups. */
@NullMarked
package tandem.matching.group;

import org.jspecify.annotations.NullMarked;
