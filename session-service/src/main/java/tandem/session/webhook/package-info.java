/** Calendar integrations without an account: what they post is signed by a secret of their own (Standard Webhooks). */
@NullMarked
package tandem.session.webhook;

import org.jspecify.annotations.NullMarked;
