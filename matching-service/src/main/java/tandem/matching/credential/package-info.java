/**
 * Decides who may coach or mentor: what has to be proven, by which clock a proof runs out, and the gate to go on. Pure: plain Java
 * and the ids of the contract, so that every standing can be checked by hand from the proofs.
 */
@NullMarked
package tandem.matching.credential;

import org.jspecify.annotations.NullMarked;
