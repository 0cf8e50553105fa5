/** The network layer: office hours, peer cohorts and a list of content, each with its capacity (R59, R60, R71). */
@NullMarked
package tandem.session.network;

import org.jspecify.annotations.NullMarked;
