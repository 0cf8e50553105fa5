/** "What my employer can see": what this service holds about the person who asks. */
@NullMarked
package tandem.matching.visibility;

import org.jspecify.annotations.NullMarked;
