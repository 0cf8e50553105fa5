package tandem.intake.scim;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import tandem.runtime.actor.Roles;
import tandem.runtime.problem.CommonProblems;
import tandem.runtime.problem.Refused;

/** What SCIM can do here (RFC 7644, section 4). */
@Path("/scim/v2")
@Produces({Schema.MEDIA_TYPE, MediaType.APPLICATION_JSON})
@RunOnVirtualThread
public class ScimResource {

    private static final int COUNT_MAX = 200;

    @GET
    @Path("/ServiceProviderConfig")
    @RolesAllowed(Roles.HRIS)
    @Operation(summary = "What is supported")
    @APIResponse(
            responseCode = "200",
            description = "The configuration",
            content = @Content(mediaType = Schema.MEDIA_TYPE))
    public Response configuration(@Context UriInfo uri) {
        var config = resource("urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig");
        config.putObject("patch").put("supported", true);
        config.putObject("bulk").put("supported", false).put("maxOperations", 0).put("maxPayloadSize", 0);
        config.putObject("filter").put("supported", true).put("maxResults", COUNT_MAX);
        config.putObject("changePassword").put("supported", false);
        config.putObject("sort").put("supported", false);
        config.putObject("etag").put("supported", true);
        config.putArray("authenticationSchemes")
                .addObject()
                .put("type", "oauthbearertoken")
                .put("name", "OAuth Bearer Token")
                .put("description", "A token of the realm with the role hris")
                .put("primary", true);
        meta(config, uri, "ServiceProviderConfig", "ServiceProviderConfig");
        return ok(config);
    }

    @GET
    @Path("/ResourceTypes")
    @RolesAllowed(Roles.HRIS)
    @Operation(summary = "The one type of resource: User")
    @APIResponse(responseCode = "200", description = "The types", content = @Content(mediaType = Schema.MEDIA_TYPE))
    public Response types(@Context UriInfo uri) {
        return list(List.of(userType(uri)));
    }

    @GET
    @Path("/ResourceTypes/User")
    @RolesAllowed(Roles.HRIS)
    @Operation(summary = "Users and their extensions")
    @APIResponse(responseCode = "200", description = "The type", content = @Content(mediaType = Schema.MEDIA_TYPE))
    public Response type(@Context UriInfo uri) {
        return ok(userType(uri));
    }

    @GET
    @Path("/Schemas")
    @RolesAllowed(Roles.HRIS)
    @Operation(summary = "The attributes that are read; all others are passed over")
    @APIResponse(responseCode = "200", description = "The schemas", content = @Content(mediaType = Schema.MEDIA_TYPE))
    public Response schemas(@Context UriInfo uri) {
        return list(all(uri));
    }

    @GET
    @Path("/Schemas/{urn}")
    @RolesAllowed(Roles.HRIS)
    @Operation(summary = "One schema")
    @APIResponse(responseCode = "200", description = "The schema", content = @Content(mediaType = Schema.MEDIA_TYPE))
    @APIResponse(responseCode = "404", description = "There is no such schema")
    public Response schema(@PathParam("urn") String urn, @Context UriInfo uri) {
        return all(uri).stream()
                .filter(schema -> schema.path("id").asText().equalsIgnoreCase(urn))
                .findFirst()
                .map(ScimResource::ok)
                .orElseThrow(() -> new Refused(CommonProblems.NOT_FOUND, "There is no such schema"));
    }

    private static ObjectNode userType(UriInfo uri) {
        var type = resource("urn:ietf:params:scim:schemas:core:2.0:ResourceType");
        type.put("id", "User").put("name", "User").put("endpoint", "/Users").put("description", "Employee");
        type.put("schema", Schema.USER);
        var extensions = type.putArray("schemaExtensions");
        extensions.addObject().put("schema", Schema.ENTERPRISE).put("required", false);
        extensions.addObject().put("schema", Schema.TANDEM).put("required", false);
        meta(type, uri, "ResourceType", "ResourceTypes/User");
        return type;
    }

    private static List<ObjectNode> all(UriInfo uri) {
        var user = schema(uri, Schema.USER, "User");
        var core = user.putArray("attributes");
        attribute(core, "userName", "string", true, "What the identity provider calls the user")
                .put("uniqueness", "server");
        var name = attribute(core, "name", "complex", true, "The name").putArray("subAttributes");
        attribute(name, "givenName", "string", true, "Given name");
        attribute(name, "familyName", "string", true, "Family name");
        attribute(core, "displayName", "string", false, "Stands in for a missing name");
        attribute(core, "title", "string", false, "Stands in for a missing jobRole");
        attribute(core, "active", "boolean", false, "false when the employment has ended");
        attribute(core, "timezone", "string", false, "A region of the IANA database");
        var emails =
                attribute(core, "emails", "complex", true, "One address is kept: the primary one, else that at work");
        emails.put("multiValued", true);
        var email = emails.putArray("subAttributes");
        attribute(email, "value", "string", true, "The address");
        attribute(email, "type", "string", false, "work");
        attribute(email, "primary", "boolean", false, "Whether it is the one to use");

        var enterprise = schema(uri, Schema.ENTERPRISE, "EnterpriseUser");
        var place = enterprise.putArray("attributes");
        attribute(place, "employeeNumber", "string", false, "Names the employee in every way HR has; cannot change")
                .put("mutability", "immutable");
        attribute(
                place, "department", "string", false, "Kept as a code: Research & Development is RESEARCH_DEVELOPMENT");
        var manager = attribute(place, "manager", "complex", false, "Who they report to")
                .putArray("subAttributes");
        attribute(manager, "value", "string", false, "The id of a user, or an employee number");

        var tandem = schema(uri, Schema.TANDEM, "TandemUser");
        var job = tandem.putArray("attributes");
        attribute(job, "jobRole", "string", false, "Kept as a code");
        attribute(job, "jobLevel", "integer", false, "1 (junior) to 20");
        attribute(job, "hiredOn", "dateTime", false, "First day, as a date");
        attribute(job, "inRoleSince", "dateTime", false, "Date in job");
        attribute(job, "lastPromotedOn", "dateTime", false, "Date of the last promotion");
        attribute(
                job, "terminatedOn", "dateTime", false, "Last day; counts when active is false or when it is to come");
        attribute(job, "onLeave", "boolean", false, "Away for a while");
        attribute(job, "roleRisks", "string", false, "Codes of the role that call for two approvers")
                .put("multiValued", true);
        return List.of(user, enterprise, tandem);
    }

    private static ObjectNode schema(UriInfo uri, String urn, String name) {
        var schema = resource("urn:ietf:params:scim:schemas:core:2.0:Schema");
        schema.put("id", urn).put("name", name).put("description", name);
        meta(schema, uri, "Schema", "Schemas/" + urn);
        return schema;
    }

    private static ObjectNode attribute(
            ArrayNode attributes, String name, String type, boolean required, String description) {
        return attributes
                .addObject()
                .put("name", name)
                .put("type", type)
                .put("multiValued", false)
                .put("description", description)
                .put("required", required)
                .put("caseExact", false)
                .put("mutability", "readWrite")
                .put("returned", "default")
                .put("uniqueness", "none");
    }

    private static ObjectNode resource(String schema) {
        var resource = ScimJson.object();
        resource.putArray("schemas").add(schema);
        return resource;
    }

    private static void meta(ObjectNode resource, UriInfo uri, String type, String path) {
        resource.putObject("meta")
                .put("resourceType", type)
                .put(
                        "location",
                        uri.getBaseUriBuilder()
                                .path("scim/v2")
                                .path(path)
                                .build()
                                .toString());
    }

    private static Response list(List<ObjectNode> resources) {
        var list = resource(Schema.LIST);
        list.put("totalResults", resources.size()).put("startIndex", 1).put("itemsPerPage", resources.size());
        resources.forEach(list.putArray("Resources")::add);
        return ok(list);
    }

    private static Response ok(ObjectNode node) {
        return Response.ok(ScimJson.text(node), Schema.MEDIA_TYPE).build();
    }
}
