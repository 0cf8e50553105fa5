package tandem.intake.scim;

import com.unboundid.scim2.common.Path;
import com.unboundid.scim2.common.exceptions.ScimException;
import com.unboundid.scim2.common.filters.Filter;
import com.unboundid.scim2.common.filters.FilterType;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tandem.intake.hris.Code;
import tandem.intake.people.PersonIndex;

/**
 * A filter as a condition of SQL. Names and addresses are ciphertext, found by keyed hashes: they can be asked for equality and for
 * nothing else.
 */
final class ScimFilter {

    private static final int LENGTH_MAX = 1_000;
    private static final int DEPTH_MAX = 10;

    /** {@code emails[type eq "work"].value eq "…"}: common, though the grammar of RFC 7644 has it in a PATCH only. */
    private static final Pattern PART_OF_A_VALUE =
            Pattern.compile("(\\w+)\\[([^\\[\\]]*)]\\.(\\w+)\\s+(\\w+)\\s+(\"[^\"]*\"|\\w+)");

    private final PersonIndex index;
    private final Map<String, Object> values = new HashMap<>();

    private ScimFilter(PersonIndex index) {
        this.index = index;
    }

    /** The condition of a filter, with the values it compares to by their names. */
    record Condition(String sql, Map<String, Object> values) {}

    static Condition of(@Nullable String filter, PersonIndex index) {
        if (filter == null || filter.isBlank()) {
            return new Condition("true", Map.of());
        }
        if (filter.length() > LENGTH_MAX || nesting(filter) > DEPTH_MAX) {
            throw ScimProblems.invalidFilter(
                    "A filter has at most " + LENGTH_MAX + " characters, nested " + DEPTH_MAX + " deep");
        }
        try {
            var translation = new ScimFilter(index);
            return new Condition(translation.sql("", Filter.fromString(inside(filter))), translation.values);
        } catch (ScimException | IllegalArgumentException e) {
            throw ScimProblems.invalidFilter("The filter cannot be read");
        }
    }

    private static String inside(String filter) {
        return PART_OF_A_VALUE.matcher(filter).replaceAll("$1[$2 and $3 $4 $5]");
    }

    /** Brackets open at once, so that no filter exhausts the stack of whoever reads it. */
    private static int nesting(String filter) {
        int open = 0;
        int most = 0;
        for (int i = 0; i < filter.length(); i++) {
            var c = filter.charAt(i);
            open += c == '(' || c == '[' ? 1 : c == ')' || c == ']' ? -1 : 0;
            most = Math.max(most, open);
        }
        return most;
    }

    private String sql(String within, Filter filter) {
        if (filter.isCombiningFilter()) {
            return filter.getCombinedFilters().stream()
                    .map(part -> sql(within, part))
                    .collect(Collectors.joining(filter.getFilterType() == FilterType.AND ? " and " : " or ", "(", ")"));
        }
        if (filter.isNotFilter()) {
            return "not coalesce(" + sql(within, filter.getInvertedFilter()) + ", false)";
        }
        var attribute = within + name(filter.getAttributePath());
        if (filter.isComplexValueFilter()) {
            return sql(attribute + ".", filter.getValueFilter());
        }
        if (filter.isPresentFilter()) {
            return present(attribute);
        }
        return compared(
                attribute, filter.getFilterType(), filter.getComparisonValue().asText());
    }

    private static String name(Path path) {
        var urn = path.getSchemaUrn();
        var attribute = path.withoutFilters().toString().toLowerCase(Locale.ROOT);
        return urn == null ? attribute : attribute.substring(urn.length() + 1);
    }

    private static String present(String attribute) {
        return switch (attribute) {
            case "id", "username", "emails", "emails.value", "active", "meta.lastmodified" -> "true";
            case "externalid" -> "s.external_index is not null";
            case "employeenumber" -> "p.employee_index is not null";
            case "manager", "manager.value" -> "e.manager_index is not null";
            default -> throw unsupported(attribute);
        };
    }

    private String compared(String attribute, FilterType type, String value) {
        if (attribute.equals("meta.lastmodified")) {
            return ScimQueries.LAST_MODIFIED + " " + operator(type) + " " + bound(instant(value));
        }
        var equal = equal(attribute, value);
        return switch (type.getStringValue()) {
            case "eq" -> equal;
            case "ne" -> "not coalesce(" + equal + ", false)";
            default -> throw unsupported(attribute + " " + type.getStringValue());
        };
    }

    private String equal(String attribute, String value) {
        return switch (attribute) {
            case "id" -> "p.scim_id = " + bound(uuid(value));
            case "username" ->
                "(s.user_name_index = %s or (s.person is null and p.email_index = %s))"
                        .formatted(
                                bound(index.ofUserName(value).bytes()),
                                bound(index.ofEmail(value).bytes()));
            case "externalid" ->
                "s.external_index = " + bound(index.ofExternalId(value).bytes());
            case "emails", "emails.value" ->
                "p.email_index = " + bound(index.ofEmail(value).bytes());
            case "emails.type" -> String.valueOf(value.equalsIgnoreCase("work"));
            case "emails.primary" -> String.valueOf(value.equalsIgnoreCase("true"));
            case "active" -> value.equalsIgnoreCase("true") ? ScimQueries.ACTIVE : "not " + ScimQueries.ACTIVE;
            case "employeenumber" ->
                "p.employee_index = " + bound(index.ofEmployeeNumber(value).bytes());
            case "department" -> "e.department = " + bound(String.valueOf(Code.of(value)));
            case "manager", "manager.value" -> "m.scim_id = " + bound(uuid(value));
            default -> throw unsupported(attribute);
        };
    }

    private static String operator(FilterType type) {
        return switch (type.getStringValue()) {
            case "gt" -> ">";
            case "ge" -> ">=";
            case "lt" -> "<";
            case "le" -> "<=";
            default -> throw unsupported("meta.lastModified " + type.getStringValue());
        };
    }

    private String bound(Object value) {
        var name = "f" + values.size();
        values.put(name, value);
        return ":" + name;
    }

    /** An id that is none of ours finds nobody. */
    private static UUID uuid(String value) {
        try {
            return UUID.fromString(value);
        } catch (IllegalArgumentException e) {
            return new UUID(0, 0);
        }
    }

    private static OffsetDateTime instant(String value) {
        try {
            return OffsetDateTime.parse(value);
        } catch (DateTimeException e) {
            throw ScimProblems.invalidFilter("meta.lastModified is compared to a date-time");
        }
    }

    private static RuntimeException unsupported(String what) {
        return ScimProblems.invalidFilter("Not supported: " + what);
    }
}
