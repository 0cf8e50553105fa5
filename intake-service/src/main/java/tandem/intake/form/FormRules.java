package tandem.intake.form;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What a programme may publish as its form, beyond being a JSON Schema: bounded, closed, without a way to make checking it
 * expensive, and asking what the decision needs. Each rule answers with its faults; none means it has no objection.
 */
final class FormRules {

    static final int BYTES_MAX = 64 * 1024;
    static final int DEPTH_MAX = 16;
    static final int SCHEMAS_MAX = 300;

    /** Answers the decision cannot do without (R5, R24–R29). */
    private static final List<String> NEEDED = List.of("trigger", "goals");

    /** The safety screen (R36): shown and answered in the browser, never a question whose answer could be sent. */
    private static final String SCREEN = "x-screen";

    private static final Set<String> SCREEN_MEMBERS = Set.of("question", "notice", "referral");

    /**
     * No references, so nothing is fetched or walked in circles; no regular expressions, so nobody's answer takes minutes to check;
     * no identifiers, so no form can stand in for another.
     */
    private static final Set<String> KEYWORDS = Set.of(
            "title",
            "description",
            "examples",
            "type",
            "const",
            "enum",
            "properties",
            "required",
            "additionalProperties",
            "minProperties",
            "maxProperties",
            "items",
            "prefixItems",
            "minItems",
            "maxItems",
            "uniqueItems",
            "minLength",
            "maxLength",
            "format",
            "minimum",
            "maximum",
            "allOf",
            "anyOf",
            "oneOf",
            "not",
            "if",
            "then",
            "else");

    private static final Set<String> OF_ROOT_ALONE = Set.of("$schema", SCREEN);
    private static final Set<String> BY_NAME = Set.of("properties");
    private static final Set<String> LISTS = Set.of("allOf", "anyOf", "oneOf", "prefixItems");
    private static final Set<String> SINGLE = Set.of("items", "not", "if", "then", "else", "additionalProperties");

    private FormRules() {}

    /** Everything against publishing it; asked before the schema is looked at by anything else. */
    static List<Fault> objections(JsonNode form) {
        var size = isBounded(form);
        if (!size.isEmpty()) {
            return size;
        }
        var faults = new ArrayList<Fault>();
        faults.addAll(usesKnownKeywords(form));
        faults.addAll(asksWhatTheDecisionNeeds(form));
        faults.addAll(takesOnlyWhatItAsks(form));
        faults.addAll(screenIsShownOnly(form));
        return Fault.told(faults);
    }

    static List<Fault> isBounded(JsonNode form) {
        if (form.toString().getBytes(StandardCharsets.UTF_8).length > BYTES_MAX) {
            return List.of(new Fault("", "is larger than " + BYTES_MAX + " bytes"));
        }
        return depth(form) > DEPTH_MAX ? List.of(new Fault("", "is deeper than " + DEPTH_MAX + " levels")) : List.of();
    }

    static List<Fault> usesKnownKeywords(JsonNode form) {
        var faults = new ArrayList<Fault>();
        var schemas = walk(form, "", faults);
        if (schemas > SCHEMAS_MAX) {
            faults.add(new Fault("", "has more than " + SCHEMAS_MAX + " schemas"));
        }
        return faults;
    }

    static List<Fault> asksWhatTheDecisionNeeds(JsonNode form) {
        return NEEDED.stream()
                .filter(name ->
                        form.path("properties").path(name).isMissingNode() || !contains(form.path("required"), name))
                .map(name -> new Fault("/required", "must contain " + name + ", which the decision needs"))
                .toList();
    }

    static List<Fault> takesOnlyWhatItAsks(JsonNode form) {
        var faults = new ArrayList<Fault>();
        if (!form.path("type").asText().equals("object")) {
            faults.add(new Fault("/type", "must be object"));
        }
        if (!form.path("additionalProperties").isBoolean()
                || form.path("additionalProperties").asBoolean()) {
            faults.add(new Fault("/additionalProperties", "must be false: what is not asked is not kept"));
        }
        return faults;
    }

    /** R36: texts and nothing else, so that there is nothing an answer could be sent as. */
    static List<Fault> screenIsShownOnly(JsonNode form) {
        var screen = form.get(SCREEN);
        if (screen == null) {
            return List.of();
        }
        var shown = screen.isObject()
                && screen.properties().stream()
                        .allMatch(text -> SCREEN_MEMBERS.contains(text.getKey())
                                && text.getValue().isTextual());
        return shown
                ? List.of()
                : List.of(new Fault("/" + SCREEN, "may hold the texts question, notice and referral alone"));
    }

    private static int walk(JsonNode schema, String at, List<Fault> faults) {
        if (schema.isBoolean()) {
            return 1;
        }
        if (!schema.isObject()) {
            faults.add(new Fault(at, "is no schema"));
            return 1;
        }
        var count = 1;
        for (var member : schema.properties()) {
            var keyword = member.getKey();
            var value = member.getValue();
            var here = at + "/" + escaped(keyword);
            if (!KEYWORDS.contains(keyword) && !(at.isEmpty() && OF_ROOT_ALONE.contains(keyword))) {
                faults.add(new Fault(here, "is not a keyword forms may use"));
            } else if (BY_NAME.contains(keyword)) {
                for (var property : value.properties()) {
                    count += walk(property.getValue(), here + "/" + escaped(property.getKey()), faults);
                }
            } else if (LISTS.contains(keyword)) {
                for (var i = 0; i < value.size(); i++) {
                    count += walk(value.get(i), here + "/" + i, faults);
                }
            } else if (SINGLE.contains(keyword)) {
                count += walk(value, here, faults);
            }
        }
        return count;
    }

    private static int depth(JsonNode node) {
        var deepest = 0;
        for (var child : node) {
            deepest = Math.max(deepest, depth(child));
        }
        return 1 + deepest;
    }

    private static boolean contains(JsonNode list, String text) {
        for (var entry : list) {
            if (entry.asText().equals(text)) {
                return true;
            }
        }
        return false;
    }

    static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
