/** Mail to be sent, without an address until it is sent. */
@NullMarked
package tandem.runtime.mail;

import org.jspecify.annotations.NullMarked;
