/** Tests of the package of the same name. */
@NullMarked
package tandem.analytics.continuation;

import org.jspecify.annotations.NullMarked;
