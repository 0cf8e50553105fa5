/** Tests of the package of the same name. */
@NullMarked
package tandem.analytics.pilot;

import org.jspecify.annotations.NullMarked;
