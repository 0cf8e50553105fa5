/** Who the people of the demo are and what they are like: the HR data set, and what it lacks drawn from a seed. */
@NullMarked
package tandem.simulator.world;

import org.jspecify.annotations.NullMarked;
