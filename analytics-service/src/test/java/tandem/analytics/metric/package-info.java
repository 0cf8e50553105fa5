/** Tests of the package of the same name. */
@NullMarked
package tandem.analytics.metric;

import org.jspecify.annotations.NullMarked;
