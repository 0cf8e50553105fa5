package tandem.matching.agreement;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One of the eight clauses, as data: a page for people is rendered from it.
 *
 * @param terms codes, dates as ISO 8601 periods, and figures; never names or free text
 */
public record Clause(int number, String rule, String code, Map<String, List<String>> terms) {

    /** Sorted, because the database keeps its own order and the hash is over the text. */
    public Clause {
        terms = Collections.unmodifiableSortedMap(new TreeMap<>(terms));
    }
}
