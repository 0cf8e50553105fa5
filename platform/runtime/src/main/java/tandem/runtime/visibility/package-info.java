/** What people of which role can read about a person, read off the resource methods that let them. */
@NullMarked
package tandem.runtime.visibility;

import org.jspecify.annotations.NullMarked;
