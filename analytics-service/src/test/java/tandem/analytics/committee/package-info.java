/** Tests of the package of the same name. */
@NullMarked
package tandem.analytics.committee;

import org.jspecify.annotations.NullMarked;
