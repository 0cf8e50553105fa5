/** Runs the whole of Tandem on one machine: the real PostgreSQL, Kafka and Keycloak and the packaged services, each a process of its own. */
@NullMarked
package tandem.local;

import org.jspecify.annotations.NullMarked;
