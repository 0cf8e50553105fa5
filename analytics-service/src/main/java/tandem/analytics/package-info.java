/** The system of truth: keeps every event once, and says from them whether anything changed and may go on. */
@NullMarked
package tandem.analytics;

import org.jspecify.annotations.NullMarked;
