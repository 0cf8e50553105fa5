/** Prompts: who was asked or reminded of something when, so that nobody is asked too often, at night or on a weekend. */
@NullMarked
package tandem.session.prompt;

import org.jspecify.annotations.NullMarked;
