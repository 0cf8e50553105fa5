/** Tests of the package of the same name. */
@NullMarked
package tandem.analytics.steering;

import org.jspecify.annotations.NullMarked;
