/** The owner's stop of onboarding, and its end: what intake-service and matching-service obey. */
@NullMarked
package tandem.analytics.onboarding;

import org.jspecify.annotations.NullMarked;
