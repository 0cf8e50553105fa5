/** Who did what and who looked up whom: entries written with the act, linked into a chain per tenant that shows every change. */
@NullMarked
package tandem.runtime.audit;

import org.jspecify.annotations.NullMarked;
