package tandem.intake.scim;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;
import tandem.runtime.actor.Roles;
import tandem.runtime.problem.CommonProblems;
import tandem.runtime.problem.Refused;

/** Employees as SCIM users. */
@Path("/scim/v2/Users")
@Produces({Schema.MEDIA_TYPE, MediaType.APPLICATION_JSON})
@Consumes({Schema.MEDIA_TYPE, MediaType.APPLICATION_JSON})
@RunOnVirtualThread
public class UsersResource {

    private static final int COUNT_MAX = 200;

    private final ScimService service;
    private final ScimQueries queries;

    UsersResource(ScimService service, ScimQueries queries) {
        this.service = service;
        this.queries = queries;
    }

    @POST
    @RolesAllowed(Roles.HRIS)
    @Operation(summary = "A user; employed as soon as employee number, department, role, level and hire date are known")
    @APIResponse(
            responseCode = "201",
            description = "Created; someone HR posted another way is found again",
            content = @Content(mediaType = Schema.MEDIA_TYPE))
    @APIResponse(responseCode = "409", description = "uniqueness")
    @APIResponse(responseCode = "400", description = "invalidSyntax or invalidValue")
    public Response create(byte[] body, @Context UriInfo uri) {
        return new ScimAnswers(uri, null, null).created(service.create(ScimJson.read(body)));
    }

    @GET
    @RolesAllowed(Roles.HRIS)
    @Operation(
            summary =
                    "Users by a filter: eq on id, userName, externalId, emails, employeeNumber, department, manager and active;"
                            + " meta.lastModified compared; and, or, not")
    @APIResponse(
            responseCode = "200",
            description = "A page of users",
            content = @Content(mediaType = Schema.MEDIA_TYPE))
    @APIResponse(responseCode = "400", description = "invalidFilter")
    public Response list(
            @QueryParam("filter") @Nullable String filter,
            @QueryParam("startIndex") @DefaultValue("1") int startIndex,
            @QueryParam("count") @DefaultValue("100") int count,
            @QueryParam("attributes") @Nullable String attributes,
            @QueryParam("excludedAttributes") @Nullable String excluded,
            @Context UriInfo uri) {
        var from = Math.max(1, startIndex);
        var found = queries.find(filter, from, Math.clamp(count, 0, COUNT_MAX));
        return new ScimAnswers(uri, attributes, excluded).ok(found, from);
    }

    @GET
    @Path("/{id}")
    @RolesAllowed(Roles.HRIS)
    @Operation(summary = "One user")
    @APIResponse(
            responseCode = "200",
            description = "The user, its version as ETag",
            content = @Content(mediaType = Schema.MEDIA_TYPE))
    @APIResponse(responseCode = "404", description = "There is no such user, or not any more")
    public Response get(
            @PathParam("id") String id,
            @QueryParam("attributes") @Nullable String attributes,
            @QueryParam("excludedAttributes") @Nullable String excluded,
            @Context UriInfo uri) {
        var user = queries.get(uuid(id)).orElseThrow(() -> unknown());
        return new ScimAnswers(uri, attributes, excluded).ok(user);
    }

    @PUT
    @Path("/{id}")
    @RolesAllowed(Roles.HRIS)
    @Operation(summary = "A user as a whole; an extension that is not mentioned stays as it is")
    @APIResponse(responseCode = "200", description = "The user", content = @Content(mediaType = Schema.MEDIA_TYPE))
    @APIResponse(responseCode = "412", description = "If-Match names another version")
    public Response replace(
            @PathParam("id") String id,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            byte[] body,
            @Context UriInfo uri) {
        var user = service.replace(uuid(id), ScimJson.read(body), new Version(ifMatch));
        return new ScimAnswers(uri, null, null).ok(user);
    }

    @PATCH
    @Path("/{id}")
    @RolesAllowed(Roles.HRIS)
    @Operation(summary = "Change parts of a user; active=false is a leave, active=true a return")
    @APIResponse(responseCode = "200", description = "The user", content = @Content(mediaType = Schema.MEDIA_TYPE))
    @APIResponse(responseCode = "400", description = "invalidPath, invalidValue or mutability")
    @APIResponse(responseCode = "412", description = "If-Match names another version")
    public Response patch(
            @PathParam("id") String id,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            byte[] body,
            @Context UriInfo uri) {
        var user = service.patch(uuid(id), ScimJson.read(body), new Version(ifMatch));
        return new ScimAnswers(uri, null, null).ok(user);
    }

    @DELETE
    @Path("/{id}")
    @RolesAllowed(Roles.HRIS)
    @Operation(summary = "The user leaves; what HR said of them stays in the history")
    @APIResponse(responseCode = "204", description = "Left")
    @APIResponse(responseCode = "404", description = "There is no such user, or not any more")
    public Response delete(@PathParam("id") String id, @HeaderParam("If-Match") @Nullable String ifMatch) {
        service.delete(uuid(id), new Version(ifMatch));
        return Response.noContent().build();
    }

    /** SCIM knows no form of an id: one that cannot be ours is unknown, not wrong. */
    private static UUID uuid(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            throw unknown();
        }
    }

    private static Refused unknown() {
        return new Refused(CommonProblems.NOT_FOUND, "There is no such user");
    }
}
