/** The rules of a pilot: what its gates ask for, and what colour what was found makes them. Plain Java, no database. */
@NullMarked
package tandem.analytics.rule;

import org.jspecify.annotations.NullMarked;
