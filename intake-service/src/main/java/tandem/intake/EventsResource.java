package tandem.intake;

import io.quarkus.virtual.threads.VirtualThreads;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
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

/**
 * Where HR and delivery systems post CloudEvents: binary, structured, or up to 1,000 in a batch. A small body is read where it
 * arrives, because a thread of its own would cost more than reading it; nothing here waits for the commit.
 */
@Path("/v1/events")
public class EventsResource {

    /** Read in a fraction of a millisecond: nobody notices that others on the same event loop come after it. */
    private static final int SMALL_BYTES = 16 * 1024;

    private final CloudEventParser parser;
    private final Ingest ingest;
    private final CurrentActor actor;
    private final ExecutorService threads;

    EventsResource(
            CloudEventParser parser, Ingest ingest, CurrentActor actor, @VirtualThreads ExecutorService threads) {
        this.parser = parser;
        this.ingest = ingest;
        this.actor = actor;
        this.threads = threads;
    }

    @POST
    @NonBlocking
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
    @Refuses({
        "malformed-event",
        "unknown-event-type",
        "event-conflict",
        "batch-too-large",
        "employee-unknown",
        "employee-number-in-use",
        "address-in-use",
        "time-zone-unknown",
        "programme-unknown",
        "not-enrolled",
        "employment-ended",
        "goal-empty",
        "goal-code-unknown",
        "comparison-off",
        "consent-missing",
        "consent-item-refused",
        "basis-refused",
        "expiry-refused",
        "recorded-in-future"
    })
    public CompletionStage<Response> post(@Context HttpHeaders headers, byte[] body) {
        var sender = actor.get();
        var posted = body.length <= SMALL_BYTES
                ? CompletableFuture.completedFuture(parser.parse(headers, body))
                : CompletableFuture.supplyAsync(() -> parser.parse(headers, body), threads);
        return posted.thenCompose(read -> ingest.take(sender, read.events()).thenApply(read::answer));
    }
}
