/** Tests of the package of the same name. */
@NullMarked
package tandem.analytics.copy;

import org.jspecify.annotations.NullMarked;
