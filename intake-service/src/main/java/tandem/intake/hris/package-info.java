/** What HR and delivery systems post: employments with their history, outcomes and KPIs. */
@NullMarked
package tandem.intake.hris;

import org.jspecify.annotations.NullMarked;
