/** What all tests of session-service share. */
@NullMarked
package tandem.session;

import org.jspecify.annotations.NullMarked;
