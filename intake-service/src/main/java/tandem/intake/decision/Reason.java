package tandem.intake.decision;

import java.util.List;

/**
 * Why a rule spoke, as a code with values; its words come from the message bundle of the rule set's version.
 *
 * @param rule number in the rulebook, such as {@code R24}
 * @param code which of the rule's statements
 * @param values figures the statement quotes
 */
public record Reason(String rule, String code, List<String> values) {

    static Reason of(String rule, String code, Object... values) {
        return new Reason(
                rule, code, List.of(values).stream().map(String::valueOf).toList());
    }
}
