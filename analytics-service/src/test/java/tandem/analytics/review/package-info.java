/** Tests of the package of the same name. */
@NullMarked
package tandem.analytics.review;

import org.jspecify.annotations.NullMarked;
