/** Groups people say to belong to, so that plans can be audited for how often each group is served; nothing else reads them. */
@NullMarked
package tandem.intake.group;

import org.jspecify.annotations.NullMarked;
