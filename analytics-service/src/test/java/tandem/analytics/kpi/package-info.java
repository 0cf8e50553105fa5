/** Tests of the package of the same name. */
@NullMarked
package tandem.analytics.kpi;

import org.jspecify.annotations.NullMarked;
