/** What this service holds about the person who asks, and who may see it. */
@NullMarked
package tandem.analytics.visibility;

import org.jspecify.annotations.NullMarked;
