/** Tests of the package of the same name. */
@NullMarked
package tandem.analytics.onboarding;

import org.jspecify.annotations.NullMarked;
