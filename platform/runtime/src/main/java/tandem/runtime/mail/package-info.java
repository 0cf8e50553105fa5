/** Mail: queued without an address with the change that is its reason, resolved, written and handed to a server when it is sent. */
@NullMarked
package tandem.runtime.mail;

import org.jspecify.annotations.NullMarked;
