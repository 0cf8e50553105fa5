package tandem.intake.scim;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tandem.intake.scim.ScimQueries.Found;
import tandem.intake.scim.ScimQueries.View;

/** Users as SCIM answers them. */
final class ScimAnswers {

    private static final int HASH_BYTES = 8;

    private final String base;
    private final @Nullable Set<String> wanted;
    private final Set<String> unwanted;

    /** The parameters {@code attributes} and {@code excludedAttributes} name members of the answer, or parts of one. */
    ScimAnswers(UriInfo uri, @Nullable String attributes, @Nullable String excluded) {
        base = uri.getBaseUriBuilder().path("scim/v2/Users").build().toString();
        wanted = attributes == null || attributes.isBlank() ? null : names(attributes);
        unwanted = excluded == null ? Set.of() : names(excluded);
    }

    Response created(View user) {
        return answer(Response.created(location(user)), user);
    }

    Response ok(View user) {
        return answer(Response.ok(), user);
    }

    Response ok(Found found, int startIndex) {
        var list = ScimJson.object();
        list.putArray("schemas").add(Schema.LIST);
        list.put("totalResults", found.total());
        list.put("startIndex", startIndex);
        list.put("itemsPerPage", found.users().size());
        var resources = list.putArray("Resources");
        found.users().forEach(user -> resources.add(shown(user)));
        return Response.ok(ScimJson.text(list), Schema.MEDIA_TYPE).build();
    }

    private Response answer(Response.ResponseBuilder response, View user) {
        return response.header("ETag", version(user))
                .type(Schema.MEDIA_TYPE)
                .entity(ScimJson.text(shown(user)))
                .build();
    }

    /** The statement that made it, and a hash of what it says: other ways change users too. */
    static String version(View user) {
        var statement = user.row().statement();
        return "W/\"" + (statement == null ? "0" : statement) + "." + hash(ScimJson.text(node(user))) + "\"";
    }

    private ObjectNode shown(View user) {
        var node = node(user);
        var meta = node.putObject("meta");
        meta.put("resourceType", "User");
        meta.put("created", user.row().createdAt().toString());
        meta.put("lastModified", user.row().modifiedAt().toString());
        meta.put("location", location(user).toString());
        meta.put("version", version(user));
        node.properties().removeIf(member -> !isWanted(member.getKey()));
        return node;
    }

    private static ObjectNode node(View user) {
        var node = ScimJson.object();
        node.put("id", user.row().id().toString());
        node.setAll(ScimJson.node(user.user()));
        if (ScimUsers.isUnposted(user.user().manager())) {
            node.withObject("/" + Schema.ENTERPRISE).remove("manager");
        }
        return node;
    }

    private boolean isWanted(String member) {
        if (member.equals("id") || member.equals("schemas")) {
            return true;
        }
        var name = member.toLowerCase(Locale.ROOT);
        return wanted == null ? !unwanted.contains(name) : wanted.contains(name);
    }

    /** Members by lower-case name; a part of one asks for all of it, {@code manager} for the extension it is in. */
    private static Set<String> names(String list) {
        var names = new HashSet<String>();
        Arrays.stream(list.split(","))
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .filter(name -> !name.isEmpty())
                .forEach(name -> names.add(member(name)));
        return names;
    }

    private static String member(String name) {
        for (var urn : Set.of(Schema.ENTERPRISE, Schema.TANDEM)) {
            if (name.startsWith(urn.toLowerCase(Locale.ROOT))) {
                return urn.toLowerCase(Locale.ROOT);
            }
        }
        var core = name.startsWith(Schema.USER.toLowerCase(Locale.ROOT) + ":")
                ? name.substring(Schema.USER.length() + 1)
                : name;
        var dot = core.indexOf('.');
        var first = dot < 0 ? core : core.substring(0, dot);
        return switch (first) {
            case "manager", "employeenumber", "department" -> Schema.ENTERPRISE.toLowerCase(Locale.ROOT);
            default -> first;
        };
    }

    private URI location(View user) {
        return URI.create(base + "/" + user.row().id());
    }

    private static String hash(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
            return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
