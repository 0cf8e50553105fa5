package tandem.intake;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import tandem.runtime.actor.CurrentActor;
import tandem.runtime.actor.Roles;
import tandem.runtime.audit.NoAct;
import tandem.runtime.ingest.CloudEventParser;
import tandem.runtime.ingest.Ingest;
import tandem.runtime.ingest.Outcome;
import tandem.runtime.openapi.Refuses;

/** Where HR and delivery systems post CloudEvents: binary, structured, or up to 1,000 in a batch. */
@Path("/v1/events")
@RunOnVirtualThread
public class EventsResource {

    private final CloudEventParser parser;
    private final Ingest ingest;
    private final CurrentActor actor;

    EventsResource(CloudEventParser parser, Ingest ingest, CurrentActor actor) {
        this.parser = parser;
        this.ingest = ingest;
        this.actor = actor;
    }

    @POST
    @NoAct("a feed of machines: every statement of it is kept with its identity")
    @RolesAllowed({Roles.HRIS, Roles.DELIVERY})
    @Operation(
            summary =
                    "Post CloudEvents; each gets an outcome: accepted, duplicate, conflict or rejected with its problem")
    @APIResponse(
            responseCode = "202",
            description = "A single event, taken",
            content =
                    @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Outcome.class)))
    @APIResponse(
            responseCode = "200",
            description = "A single event that was taken before; of a batch, the outcomes in its order",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(oneOf = {Outcome.class, Outcome[].class})))
    @Refuses({"malformed-event", "unknown-event-type", "event-conflict", "batch-too-large"})
    public Response post(@Context HttpHeaders headers, byte[] body) {
        var posted = parser.parse(headers, body);
        return posted.answer(ingest.accept(actor.get(), posted.events()));
    }
}
