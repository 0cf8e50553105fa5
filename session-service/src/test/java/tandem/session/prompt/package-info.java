/** Tests of prompts. */
@NullMarked
package tandem.session.prompt;

import org.jspecify.annotations.NullMarked;
