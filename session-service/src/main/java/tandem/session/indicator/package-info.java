/** The structured indicators of a session and nothing beside them: what it was about in codes, and how confident the leader felt. */
@NullMarked
package tandem.session.indicator;

import org.jspecify.annotations.NullMarked;
