/** What matching may know about leaders and programmes: kept as told by intake-service, gone when the purpose is. */
@NullMarked
package tandem.matching.profile;

import org.jspecify.annotations.NullMarked;
