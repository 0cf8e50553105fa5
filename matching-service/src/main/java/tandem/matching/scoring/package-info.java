/**
 * Decides who fits whom: hard rules, five weighted signals, ranking. Pure: plain Java and the ids of the contract, so that every
 * figure can be checked by hand and the same input gives the same ranking everywhere.
 */
@NullMarked
package tandem.matching.scoring;

import org.jspecify.annotations.NullMarked;
