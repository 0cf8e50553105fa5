/** Tests of the package of the same name. */
@NullMarked
package tandem.analytics.rule;

import org.jspecify.annotations.NullMarked;
