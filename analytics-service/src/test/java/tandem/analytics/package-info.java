/** What the tests of the service share: a store of their own and a story to tell it. */
@NullMarked
package tandem.analytics;

import org.jspecify.annotations.NullMarked;
