package tandem.matching.agreement;

import java.util.List;
import java.util.Map;

/**
 * One of the eight clauses, as data: a page for people is rendered from it.
 *
 * @param terms codes, dates as ISO 8601 periods, and figures; never names or free text
 */
public record Clause(int number, String rule, String code, Map<String, List<String>> terms) {}
