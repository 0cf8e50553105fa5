/** The committee of a pilot: five seats that vote, an owner who may veto, and decisions that are recorded once and signed. */
@NullMarked
package tandem.analytics.committee;

import org.jspecify.annotations.NullMarked;
