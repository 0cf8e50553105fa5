/** The application the platform is tested with: notes with a title, and ways to fail. */
@NullMarked
package tandem.testing.app;

import org.jspecify.annotations.NullMarked;
