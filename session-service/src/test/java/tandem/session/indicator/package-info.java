/** Structured indicators, against a real database. */
@NullMarked
package tandem.session.indicator;

import org.jspecify.annotations.NullMarked;
