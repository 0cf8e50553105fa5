/** Leaves as HR tells them: nobody is prompted while away, and no silence counts. Why somebody is away is known nowhere. */
@NullMarked
package tandem.session.leave;

import org.jspecify.annotations.NullMarked;
