/** What goals are about: the curated codes, and how a text in a leader's own words becomes codes. */
@NullMarked
package tandem.intake.goal;

import org.jspecify.annotations.NullMarked;
