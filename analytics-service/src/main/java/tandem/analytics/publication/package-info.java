/** What BI may have: figures told together, already suppressed, under an id that stays what it is. */
@NullMarked
package tandem.analytics.publication;

import org.jspecify.annotations.NullMarked;
