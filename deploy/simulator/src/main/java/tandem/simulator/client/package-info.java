/** The interfaces of a running platform as its users see them: HTTP with a token, CloudEvents, the simulated clock. */
@NullMarked
package tandem.simulator.client;

import org.jspecify.annotations.NullMarked;
