/** The KPIs of a programme: who owns them, what feeds them, where they begin and are to end, and which sessions they meet. */
@NullMarked
package tandem.analytics.kpi;

import org.jspecify.annotations.NullMarked;
