package tandem.intake.programme;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** What differs between two policies, value by value, with the rules each value belongs to. */
public record PolicyDifference(List<Difference> differences) {

    static PolicyDifference between(Policy from, Policy to) {
        var differences = new ArrayList<Difference>();
        var before = PolicyText.tree(from);
        var after = PolicyText.tree(to);
        for (var section : Policy.class.getRecordComponents()) {
            for (var value : section.getType().getRecordComponents()) {
                var was = before.path(section.getName()).path(value.getName());
                var is = after.path(section.getName()).path(value.getName());
                if (!was.equals(is)) {
                    differences.add(new Difference(
                            "/" + section.getName() + "/" + value.getName(),
                            was,
                            is,
                            PolicySchema.rules(section.getType(), value.getName())));
                }
            }
        }
        return new PolicyDifference(List.copyOf(differences));
    }

    /** One value that differs. */
    public record Difference(String pointer, JsonNode from, JsonNode to, List<String> rules) {}
}
