/** Fetches what people name by an address, from public hosts alone: no address anybody writes down reaches into this network. */
@NullMarked
package tandem.runtime.fetch;

import org.jspecify.annotations.NullMarked;
