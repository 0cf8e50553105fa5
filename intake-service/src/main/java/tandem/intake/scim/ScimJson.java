package tandem.intake.scim;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.unboundid.scim2.common.utils.JsonUtils;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tandem.intake.hris.Code;
import tandem.runtime.problem.WholeText;

/** SCIM's JSON: attribute names of any case, booleans and numbers also as text, as identity providers send them. */
final class ScimJson {

    private static final int BYTES_MAX = 256 * 1024;
    private static final int DEPTH_MAX = 16;
    private static final int STRING_MAX = 4_096;
    private static final ObjectMapper JSON = bounded();

    private ScimJson() {}

    private static ObjectMapper bounded() {
        var json = JsonUtils.getInitialMapperConfig().build();
        json.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(DEPTH_MAX)
                        .maxStringLength(STRING_MAX)
                        .maxNameLength(256)
                        .maxNumberLength(32)
                        .build())
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION.mappedFeature());
        json.enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
        return json;
    }

    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    static ObjectNode read(byte[] body) {
        if (body.length > BYTES_MAX) {
            throw ScimProblems.invalidSyntax("A SCIM message has at most " + BYTES_MAX + " bytes");
        }
        try {
            if (JSON.readTree(body) instanceof ObjectNode object) {
                return object;
            }
        } catch (IOException e) {
            throw ScimProblems.invalidSyntax("The body is not JSON within the bounds of this service");
        }
        throw ScimProblems.invalidSyntax("The body is no JSON object");
    }

    static String text(JsonNode node) {
        try {
            return JSON.writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A tree that is no JSON", e);
        }
    }

    /**
     * The user a message describes.
     *
     * @param held what is held of the user already: an extension the message does not mention stays as it is
     */
    static ScimUser user(ObjectNode node, @Nullable ScimUser held) {
        var userName = required(node, "userName");
        var email = email(node, userName);
        var enterprise = node.get(Schema.ENTERPRISE);
        var tandem = node.get(Schema.TANDEM);
        var saysJob = tandem != null && tandem.isObject();
        var saysPlace = enterprise != null && enterprise.isObject();
        return new ScimUser(
                userName,
                text(node, "externalId"),
                !node.hasNonNull("active") || truth(node, "active"),
                name(node, "givenName", 0),
                name(node, "familyName", 1),
                email,
                text(node, "timezone"),
                saysPlace ? text(enterprise, "employeeNumber") : held == null ? null : held.employeeNumber(),
                saysPlace ? code(enterprise, "department") : held == null ? null : held.department(),
                saysPlace ? manager(enterprise) : held == null ? null : held.manager(),
                role(node, saysJob ? code(tandem, "jobRole") : held == null ? null : held.jobRole(), held),
                saysJob ? number(tandem, "jobLevel") : held == null ? null : held.jobLevel(),
                saysJob ? date(tandem, "hiredOn") : held == null ? null : held.hiredOn(),
                saysJob ? date(tandem, "inRoleSince") : held == null ? null : held.inRoleSince(),
                saysJob ? date(tandem, "lastPromotedOn") : held == null ? null : held.lastPromotedOn(),
                saysJob ? date(tandem, "terminatedOn") : held == null ? null : held.terminatedOn(),
                saysJob ? truth(tandem, "onLeave") : held != null && held.onLeave(),
                saysJob ? codes(tandem, "roleRisks") : held == null ? List.of() : held.roleRisks());
    }

    /** The message that describes a user: what PATCH is applied to, and what is answered once id and meta are added. */
    static ObjectNode node(ScimUser user) {
        var node = object();
        node.putArray("schemas").add(Schema.USER).add(Schema.ENTERPRISE).add(Schema.TANDEM);
        put(node, "externalId", user.externalId());
        node.put("userName", user.userName());
        var name = node.putObject("name");
        name.put("formatted", user.givenName() + " " + user.familyName());
        name.put("givenName", user.givenName());
        name.put("familyName", user.familyName());
        node.put("displayName", user.givenName() + " " + user.familyName());
        node.put("active", user.active());
        var email = node.putArray("emails").addObject();
        email.put("value", user.email());
        email.put("type", "work");
        email.put("primary", true);
        put(node, "timezone", user.timeZone());
        var enterprise = node.putObject(Schema.ENTERPRISE);
        put(enterprise, "employeeNumber", user.employeeNumber());
        put(enterprise, "department", user.department());
        if (user.manager() != null) {
            enterprise.putObject("manager").put("value", user.manager());
        }
        var tandem = node.putObject(Schema.TANDEM);
        put(tandem, "jobRole", user.jobRole());
        if (user.jobLevel() != null) {
            tandem.put("jobLevel", user.jobLevel());
        }
        put(tandem, "hiredOn", user.hiredOn());
        put(tandem, "inRoleSince", user.inRoleSince());
        put(tandem, "lastPromotedOn", user.lastPromotedOn());
        put(tandem, "terminatedOn", user.terminatedOn());
        tandem.put("onLeave", user.onLeave());
        if (!user.roleRisks().isEmpty()) {
            user.roleRisks().forEach(tandem.putArray("roleRisks")::add);
        }
        return node;
    }

    static String required(JsonNode node, String attribute) {
        var text = text(node, attribute);
        if (text == null) {
            throw ScimProblems.invalidValue(attribute + " is missing");
        }
        return text;
    }

    /** A text, stripped; null when it is absent or blank. */
    static @Nullable String text(JsonNode node, String attribute) {
        var value = node.get(attribute);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isValueNode()) {
            throw ScimProblems.invalidValue(attribute + " is no text");
        }
        var text = value.asText().strip();
        if (text.chars().anyMatch(Character::isISOControl) || !WholeText.is(text)) {
            throw ScimProblems.invalidValue(attribute + " has control characters or half of a character");
        }
        return text.isEmpty() ? null : text;
    }

    /** The primary address, else the one at work, else the first; without any a user name that is one. */
    private static String email(ObjectNode node, String userName) {
        var emails = node.get("emails");
        JsonNode chosen = null;
        if (emails != null && emails.isArray()) {
            for (var email : emails) {
                if (rank(email) > (chosen == null ? -1 : rank(chosen))) {
                    chosen = email;
                }
            }
        }
        var address = chosen == null ? null : text(chosen, "value");
        if (address == null && !userName.contains("@")) {
            throw ScimProblems.invalidValue("emails has no address");
        }
        return address == null ? userName : address;
    }

    private static int rank(JsonNode email) {
        if (!email.isObject() || !email.hasNonNull("value")) {
            return -1;
        }
        if (truth(email, "primary")) {
            return 2;
        }
        return "work".equalsIgnoreCase(email.path("type").asText()) ? 1 : 0;
    }

    /** A part of the name; where it is missing, the part of the name as displayed. */
    private static String name(ObjectNode node, String part, int place) {
        var name = node.get("name");
        var text = name == null || !name.isObject() ? null : text(name, part);
        if (text != null) {
            return text;
        }
        var displayed = text(node, "displayName");
        var parts = displayed == null ? new String[0] : displayed.split("\\s+", 2);
        if (parts.length != 2) {
            throw ScimProblems.invalidValue("name." + part + " is missing");
        }
        return parts[place];
    }

    /** The title stands in for the role where the extension does not say it, or says what is held already. */
    private static @Nullable String role(ObjectNode node, @Nullable String said, @Nullable ScimUser held) {
        var title = text(node, "title");
        if (title == null || (said != null && (held == null || !said.equals(held.jobRole())))) {
            return said;
        }
        var code = Code.of(title);
        return code == null ? said : code;
    }

    /** As an object with a value, or the bare value, as some send it. */
    private static @Nullable String manager(JsonNode enterprise) {
        var manager = enterprise.get("manager");
        if (manager != null && manager.isArray() && !manager.isEmpty()) {
            manager = manager.get(0);
        }
        return manager != null && manager.isObject() ? text(manager, "value") : text(enterprise, "manager");
    }

    private static @Nullable String code(JsonNode node, String attribute) {
        var text = text(node, attribute);
        if (text == null) {
            return null;
        }
        var code = Code.of(text);
        if (code == null) {
            throw ScimProblems.invalidValue(attribute + " has no letter");
        }
        return code;
    }

    private static List<String> codes(JsonNode node, String attribute) {
        var values = node.get(attribute);
        var codes = new ArrayList<String>();
        if (values != null && values.isArray()) {
            for (var value : values) {
                var code = Code.of(value.isObject() ? value.path("value").asText() : value.asText());
                if (code == null) {
                    throw ScimProblems.invalidValue(attribute + " has a value without a letter");
                }
                codes.add(code);
            }
        }
        return codes;
    }

    private static boolean truth(JsonNode node, String attribute) {
        var text = text(node, attribute);
        return switch (text == null ? "false" : text.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw ScimProblems.invalidValue(attribute + " is neither true nor false");
        };
    }

    private static @Nullable Integer number(JsonNode node, String attribute) {
        var text = text(node, attribute);
        try {
            return text == null ? null : Integer.valueOf(text);
        } catch (NumberFormatException e) {
            throw ScimProblems.invalidValue(attribute + " is no whole number");
        }
    }

    /** A date, or the date of a date-time, which is how SCIM writes both. */
    private static @Nullable LocalDate date(JsonNode node, String attribute) {
        var text = text(node, attribute);
        try {
            if (text == null) {
                return null;
            }
            return text.length() <= 10
                    ? LocalDate.parse(text)
                    : OffsetDateTime.parse(text).toLocalDate();
        } catch (DateTimeException e) {
            throw ScimProblems.invalidValue(attribute + " is no date");
        }
    }

    private static void put(ObjectNode node, String attribute, @Nullable Object value) {
        if (value != null) {
            node.put(attribute, value.toString());
        }
    }
}
