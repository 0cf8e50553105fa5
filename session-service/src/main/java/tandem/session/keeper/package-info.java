/** The keeper: notices pairs that have gone quiet, asks both twice, then a named human, and says why it asks (R125). */
@NullMarked
package tandem.session.keeper;

import org.jspecify.annotations.NullMarked;
