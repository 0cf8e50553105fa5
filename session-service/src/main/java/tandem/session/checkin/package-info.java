/** Check-ins: short questions at agreed times to leaders, providers, managers and raters, and what may be said of the answers. */
@NullMarked
package tandem.session.checkin;

import org.jspecify.annotations.NullMarked;
