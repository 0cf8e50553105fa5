/** What HR systems, delivery tools and calendars send in: the only contracts that carry names, and they never reach a topic. */
@NullMarked
package tandem.events.input;

import org.jspecify.annotations.NullMarked;
