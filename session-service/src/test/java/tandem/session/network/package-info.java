/** The network layer, against a real database. */
@NullMarked
package tandem.session.network;

import org.jspecify.annotations.NullMarked;
