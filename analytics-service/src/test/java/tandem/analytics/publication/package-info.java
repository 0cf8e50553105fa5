@NullMarked
package tandem.analytics.publication;

import org.jspecify.annotations.NullMarked;
