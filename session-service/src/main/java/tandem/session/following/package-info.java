/** Hears the other services: one listener per topic, so that what is told about a person takes effect in its order. */
@NullMarked
package tandem.session.following;

import org.jspecify.annotations.NullMarked;
