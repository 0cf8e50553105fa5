/** SCIM 2.0 (RFC 7643, 7644): identity providers and HR systems that push employees one by one. */
@NullMarked
package tandem.intake.scim;

import org.jspecify.annotations.NullMarked;
