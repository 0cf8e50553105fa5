/** Tests of the package of the same name. */
@NullMarked
package tandem.analytics.gate;

import org.jspecify.annotations.NullMarked;
