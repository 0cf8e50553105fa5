package tandem.analytics.publication;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import tandem.runtime.actor.Roles;
import tandem.runtime.idempotency.Idempotent;
import tandem.runtime.openapi.Refuses;
import tandem.runtime.page.Cursor;
import tandem.runtime.page.Page;
import tandem.runtime.visibility.ShowsNobody;

/** Publications over HTTP: which there are, and one more when it is wanted now. */
@Path("/v1/publications")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "publications")
@RunOnVirtualThread
public class PublicationResource {
    private final PublicationService service;
    private final PublicationQueries queries;

    PublicationResource(PublicationService service, PublicationQueries queries) {
        this.service = service;
        this.queries = queries;
    }

    @POST
    @Idempotent
    @RolesAllowed({Roles.ANALYST, Roles.OPERATIONS_OWNER, Roles.BI})
    @Operation(summary = "Publish the last week that is over, now instead of in the night")
    @APIResponse(
            responseCode = "200",
            description = "It was published before: figures move once a week",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = Publication.class)))
    @APIResponse(
            responseCode = "201",
            description = "Published",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = Publication.class)))
    @ShowsNobody("the publication its caller may read at GET /v1/publications/{id}")
    public Response publish() {
        var published = service.publish();
        return Response.status(published.made() ? Response.Status.CREATED : Response.Status.OK)
                .location(URI.create("/v1/publications/" + published.id()))
                .entity(queries.get(published.id()))
                .build();
    }

    @GET
    @RolesAllowed({Roles.ANALYST, Roles.PROGRAM_LEAD, Roles.OPERATIONS_OWNER, Roles.STEERING, Roles.HR_PARTNER, Roles.BI
    })
    @Operation(summary = "What was published and is still there, newest first")
    @Refuses("bad-request")
    public Page<Publication> list(
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue(Page.LIMIT_DEFAULT) @Min(Page.LIMIT_MIN) @Max(Page.LIMIT_MAX)
                    int limit) {
        return queries.page(Cursor.parse(cursor), limit);
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.ANALYST, Roles.PROGRAM_LEAD, Roles.OPERATIONS_OWNER, Roles.STEERING, Roles.HR_PARTNER, Roles.BI
    })
    @Operation(summary = "A publication: which moment it tells, and what was taken back since")
    @Refuses("not-found")
    public Publication publication(@PathParam("id") UUID id) {
        return queries.get(id);
    }
}
