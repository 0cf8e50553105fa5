package tandem.session.feed;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import tandem.runtime.actor.CurrentActor;
import tandem.runtime.actor.Roles;
import tandem.runtime.openapi.Refuses;
import tandem.runtime.visibility.ShowsNobody;

/** A calendar to subscribe to. Its address is the key: calendar programs have no other. */
@Path("/v1")
@RunOnVirtualThread
public class FeedResource {
    private static final String CALENDAR = "text/calendar";

    private final FeedService service;
    private final CurrentActor actor;

    FeedResource(FeedService service, CurrentActor actor) {
        this.service = service;
        this.actor = actor;
    }

    @POST
    @Path("/me/calendar-feed")
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.PARTICIPANT, Roles.PROVIDER})
    @Operation(summary = "The address of a calendar of my sessions, shown this once; an older one stops working")
    @ShowsNobody("the address of the caller's own calendar")
    public Feed draw() {
        return new Feed("/v1/feeds/" + service.draw(actor.get().requirePerson()) + ".ics");
    }

    @DELETE
    @Path("/me/calendar-feed")
    @RolesAllowed({Roles.PARTICIPANT, Roles.PROVIDER})
    @Operation(summary = "Take the address of my calendar back")
    @APIResponse(responseCode = "204", description = "It works no more, if there was one")
    public Response revoke() {
        service.revoke(actor.get().requirePerson());
        return Response.noContent().build();
    }

    @GET
    @Path("/feeds/{token}.ics")
    @Produces(CALENDAR)
    @PermitAll
    @Operation(summary = "The sessions of whoever has the address: times under one neutral title, nothing else")
    @APIResponse(
            responseCode = "200",
            description = "The sessions of 90 days back and 400 ahead, 500 at the most",
            content = @Content(mediaType = CALENDAR, schema = @Schema(implementation = String.class)))
    @APIResponse(responseCode = "304", description = "As it was at the ETag of If-None-Match")
    @Refuses({"not-found", "too-many-requests"})
    public Response read(@PathParam("token") String token, @Context Request request) {
        var calendar = service.read(token);
        var tag = new EntityTag(sha256(calendar));
        var unchanged = request.evaluatePreconditions(tag);
        return unchanged == null
                ? Response.ok(calendar, CALENDAR + ";charset=utf-8").tag(tag).build()
                : unchanged.tag(tag).build();
    }

    /** Where the calendar is; relative to the service. */
    public record Feed(String path) {}

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256", impossible);
        }
    }
}
