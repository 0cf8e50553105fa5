/** Tests of the package of the same name. */
@NullMarked
package tandem.analytics.erasure;

import org.jspecify.annotations.NullMarked;
