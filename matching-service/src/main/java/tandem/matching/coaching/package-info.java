/** Group coaching: a trained coach, and leaders who are coached together (R21). */
@NullMarked
package tandem.matching.coaching;

import org.jspecify.annotations.NullMarked;
