/** What people allow of what is kept and shown here; told by intake-service, where it is given and taken back. */
@NullMarked
package tandem.session.consent;

import org.jspecify.annotations.NullMarked;
