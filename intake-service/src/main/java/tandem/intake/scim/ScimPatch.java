package tandem.intake.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.unboundid.scim2.common.Path;
import com.unboundid.scim2.common.exceptions.ScimException;
import com.unboundid.scim2.common.messages.PatchOpType;
import com.unboundid.scim2.common.messages.PatchOperation;
import com.unboundid.scim2.common.utils.JsonUtils;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Applies a PATCH in the dialects of Entra and Okta: operations of any case, values without a path, paths as member names
 * ({@code "name.givenName"}, {@code "urn:…:User:department"}), {@code emails[type eq "work"].value} whether or not there is one.
 * Attributes Tandem has no use for are read over.
 */
final class ScimPatch {

    private static final int OPERATIONS_MAX = 100;
    private static final int PATH_MAX = 512;

    /** The attributes of the core schema that are read, in lower case. */
    private static final Set<String> READ =
            Set.of("username", "externalid", "name", "displayname", "title", "active", "emails", "timezone");

    private final ObjectNode user;

    private ScimPatch(ObjectNode user) {
        this.user = user;
    }

    /** Applies the message to the user in place. */
    static void apply(ObjectNode message, ObjectNode user) {
        if (!(message.get("Operations") instanceof ArrayNode operations)
                || operations.isEmpty()
                || operations.size() > OPERATIONS_MAX) {
            throw ScimProblems.invalidSyntax("Operations is an array of 1 to " + OPERATIONS_MAX);
        }
        var patch = new ScimPatch(user);
        operations.forEach(patch::operation);
    }

    private void operation(JsonNode operation) {
        if (!operation.isObject()) {
            throw ScimProblems.invalidSyntax("An operation is an object");
        }
        var type = switch (operation.path("op").asText().toLowerCase(Locale.ROOT)) {
            case "add" -> PatchOpType.ADD;
            case "replace" -> PatchOpType.REPLACE;
            case "remove" -> PatchOpType.REMOVE;
            default -> throw ScimProblems.invalidSyntax("op is add, replace or remove");
        };
        var path = operation.path("path").asText("").strip();
        var value = operation.get("value");
        if (path.isEmpty()) {
            if (!(value instanceof ObjectNode members)) {
                throw ScimProblems.invalidValue("Without a path the value is an object");
            }
            members.properties().forEach(member -> member(type, member));
        } else {
            at(type, path, value);
        }
    }

    /** A member of a value without a path; an extension is taken apart, so that what it leaves out stays. */
    private void member(PatchOpType type, Map.Entry<String, JsonNode> member) {
        if (member.getKey().toLowerCase(Locale.ROOT).startsWith("urn:")
                && member.getValue() instanceof ObjectNode extension) {
            extension.properties().forEach(part -> at(type, member.getKey() + ":" + part.getKey(), part.getValue()));
        } else {
            at(type, member.getKey(), member.getValue());
        }
    }

    private void at(PatchOpType type, String text, @Nullable JsonNode value) {
        if (text.length() > PATH_MAX) {
            throw ScimProblems.invalidPath("A path has at most " + PATH_MAX + " characters");
        }
        try {
            var path = path(text);
            if (!isRead(path)) {
                return;
            }
            if (type == PatchOpType.REMOVE || value == null || value.isNull()) {
                if (type != PatchOpType.REMOVE && value == null) {
                    throw ScimProblems.invalidValue("The value of " + text + " is missing");
                }
                JsonUtils.removeValues(path, user);
            } else {
                put(type, path, value);
            }
        } catch (ScimException e) {
            throw ScimProblems.invalidPath("The path cannot be applied");
        } catch (IllegalArgumentException e) {
            throw ScimProblems.invalidValue("The value does not fit its path");
        }
    }

    private void put(PatchOpType type, Path path, JsonNode value) throws ScimException {
        if (isOf(path, "emails")) {
            email(value);
        } else if (isOf(path, "manager") && path.size() == 1) {
            user.withObject("/" + Schema.ENTERPRISE.replace("/", "~1"))
                    .set("manager", value.isObject() ? value : ScimJson.object().set("value", value));
        } else {
            PatchOperation.create(path.size() == 1 && !value.isObject() ? PatchOpType.REPLACE : type, path, value)
                    .apply(user);
        }
    }

    /** There is one address: whatever is said of any replaces it, the primary one of several counting most. */
    private void email(JsonNode value) {
        if (value.isArray()) {
            user.set("emails", value);
        } else if (value.isObject()) {
            if (value.hasNonNull("value")) {
                user.putArray("emails").add(value);
            }
        } else if (value.isTextual() && value.asText().contains("@")) { // not the type, nor whether it is primary
            var email = user.putArray("emails").addObject();
            email.put("value", value.asText());
            email.put("type", "work");
        }
    }

    /** A path of an extension, a core attribute with or without its URN, or one of no interest. */
    private static Path path(String text) throws ScimException {
        var core = Schema.USER + ":";
        return Path.fromString(
                text.regionMatches(true, 0, core, 0, core.length()) ? text.substring(core.length()) : text);
    }

    private static boolean isRead(Path path) {
        var urn = path.getSchemaUrn();
        if (urn != null) {
            return urn.equalsIgnoreCase(Schema.ENTERPRISE) || urn.equalsIgnoreCase(Schema.TANDEM);
        }
        return !path.isRoot() && READ.contains(path.getElement(0).getAttribute().toLowerCase(Locale.ROOT));
    }

    private static boolean isOf(Path path, String attribute) {
        return !path.isRoot() && path.getElement(0).getAttribute().equalsIgnoreCase(attribute);
    }
}
