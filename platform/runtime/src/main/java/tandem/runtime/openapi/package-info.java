/** The OpenAPI document of a service: what its resource methods say already is derived, what only people can say stands in a guide. */
@NullMarked
package tandem.runtime.openapi;

import org.jspecify.annotations.NullMarked;
