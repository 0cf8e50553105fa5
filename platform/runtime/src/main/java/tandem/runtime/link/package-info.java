/** Single-use links: what somebody without an account answers one form with, once. */
@NullMarked
package tandem.runtime.link;

import org.jspecify.annotations.NullMarked;
