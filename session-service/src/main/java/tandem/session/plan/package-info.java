/** What an agreement lets its two sides expect: meetings by its cadence, days to look back, and the first meeting within its days. */
@NullMarked
package tandem.session.plan;

import org.jspecify.annotations.NullMarked;
