/** Tests of the package of the same name. */
@NullMarked
package tandem.analytics.projection;

import org.jspecify.annotations.NullMarked;
