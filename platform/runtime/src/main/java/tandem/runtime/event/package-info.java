/** Events as they travel: their JSON, their Kafka headers, their keys, what caused them. */
@NullMarked
package tandem.runtime.event;

import org.jspecify.annotations.NullMarked;
