package tandem.session.webhook;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;
import tandem.runtime.actor.Roles;
import tandem.runtime.audit.NoAct;
import tandem.runtime.ingest.Outcome;
import tandem.runtime.openapi.Refuses;
import tandem.session.calendar.SignedInputService;
import tandem.session.webhook.WebhookQueries.SourceView;

/** Signed calendar input, and the sources that may send it. */
@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class WebhookResource {

    private final WebhookService service;
    private final WebhookQueries queries;
    private final SignedInputService input;

    WebhookResource(WebhookService service, WebhookQueries queries, SignedInputService input) {
        this.service = service;
        this.queries = queries;
        this.input = input;
    }

    @GET
    @Path("/webhook-sources")
    @RolesAllowed(Roles.OPERATIONS_OWNER)
    @Operation(summary = "The calendar integrations that sign what they post")
    public List<SourceView> sources() {
        return queries.all();
    }

    @PUT
    @Path("/webhook-sources/{source}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.OPERATIONS_OWNER)
    @Operation(
            summary =
                    "Make a source under an id of your own, or rename it; the secret of a new one is answered this once")
    @APIResponse(
            responseCode = "200",
            description = "Made, with its secret; or renamed, without",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Named.class)))
    @Refuses("webhook-sources-full")
    public Named name(@PathParam("source") UUID source, @Valid @NotNull Wanted wanted) {
        return new Named(source, service.name(source, wanted.name()).orElse(null));
    }

    @POST
    @Path("/webhook-sources/{source}:rotate")
    @RolesAllowed(Roles.OPERATIONS_OWNER)
    @Operation(summary = "Give a source a new secret, answered this once; the one before it counts for a day more")
    public Named rotate(@PathParam("source") UUID source) {
        return new Named(source, service.rotate(source));
    }

    @DELETE
    @Path("/webhook-sources/{source}")
    @RolesAllowed(Roles.OPERATIONS_OWNER)
    @Operation(summary = "Revoke a source: nothing it signed is taken any more")
    public void revoke(@PathParam("source") UUID source) {
        service.revoke(source);
    }

    @POST
    @Path("/webhooks/{tenant}/{source}")
    @PermitAll
    @NoAct("a feed of machines: every statement of it is kept with its identity")
    @Consumes({
        "application/cloudevents+json",
        "application/cloudevents-batch+json",
        MediaType.APPLICATION_JSON,
        "text/calendar"
    })
    @Operation(summary = "Take in CloudEvents or a calendar text, signed as Standard Webhooks says; no token is needed")
    @APIResponse(
            responseCode = "200",
            description = "Taken, or taken before: then it says duplicate and nothing else",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Again.class)))
    @Refuses({
        "unauthenticated",
        "malformed-event",
        "batch-too-large",
        "calendar-unreadable",
        "calendar-too-large",
        "too-many-requests"
    })
    public Response take(
            @PathParam("tenant") String tenant,
            @PathParam("source") UUID source,
            @HeaderParam("webhook-id") @Nullable String id,
            @HeaderParam("webhook-timestamp") @Nullable String timestamp,
            @HeaderParam("webhook-signature") @Nullable String signature,
            @Context HttpHeaders headers,
            byte[] body) {
        return service.take(
                        tenant,
                        source,
                        new Signature.Stated(id, timestamp, signature),
                        body,
                        () -> input.take(tenant, "webhook:" + source, headers, body))
                .orElseGet(
                        () -> Response.ok(new Again(Outcome.Status.DUPLICATE)).build());
    }

    /** A source by the name operations give it. */
    public record Wanted(@NotBlank @Size(max = 100) String name) {}

    /**
     * A source.
     *
     * @param secret what it signs with from now on; null where there is no new one
     */
    public record Named(UUID id, @Nullable String secret) {}

    /** What is said of a message that was taken before. */
    public record Again(Outcome.Status status) {}
}
