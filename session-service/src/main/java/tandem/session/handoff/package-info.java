/** Hands the context of a coaching over to the mentor who follows: what the leader confirmed and allows, and nothing beside it (R67). */
@NullMarked
package tandem.session.handoff;

import org.jspecify.annotations.NullMarked;
