package tandem.session.calendar;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;
import tandem.events.input.CalendarInput.AttendanceReported;
import tandem.events.input.CalendarInput.SessionUpserted;
import tandem.runtime.actor.CurrentActor;
import tandem.runtime.actor.Roles;
import tandem.runtime.audit.NoAct;
import tandem.runtime.ingest.CloudEventParser;
import tandem.runtime.ingest.EventStream;
import tandem.runtime.ingest.InboundEvent;
import tandem.runtime.ingest.Ingest;
import tandem.runtime.ingest.Outcome;
import tandem.runtime.openapi.Refuses;

/** CloudEvents in: what calendar integrations and meeting platforms tell. */
@Path("/v1/events")
@RunOnVirtualThread
public class EventsResource {

    private final CloudEventParser parser;
    private final Ingest ingest;
    private final EventStream stream;
    private final DirectoryClient directory;
    private final CurrentActor actor;

    EventsResource(
            CloudEventParser parser, Ingest ingest, EventStream stream, DirectoryClient directory, CurrentActor actor) {
        this.parser = parser;
        this.ingest = ingest;
        this.stream = stream;
        this.directory = directory;
        this.actor = actor;
    }

    /** The directory is asked ahead, so that the transaction of the events waits for nobody. */
    @POST
    @NoAct("a feed of machines: every statement of it is kept with its identity")
    @RolesAllowed(Roles.CALENDAR)
    @Operation(
            summary =
                    "Take in CloudEvents: binary, structured, a batch of up to 1,000, or a stream of them one to a line")
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
        "calendar-unreadable",
        "not-a-session"
    })
    public Response take(@Context HttpHeaders headers, byte[] body) {
        var posted = parser.parse(headers, body);
        askAhead(posted.events());
        return posted.answer(ingest.accept(actor.get(), posted.events()));
    }

    @POST
    @NoAct("a feed of machines: every statement of it is kept with its identity")
    @Consumes(EventStream.MEDIA_TYPE)
    @Produces(EventStream.MEDIA_TYPE)
    @RolesAllowed(Roles.CALENDAR)
    @Operation(
            summary =
                    "Take in structured CloudEvents one to a line, as they come; answers a line for each once it is durable")
    @APIResponse(
            responseCode = "200",
            description = "A line for each event, in their order; read it while you send",
            content =
                    @Content(
                            mediaType = EventStream.MEDIA_TYPE,
                            schema = @Schema(implementation = EventStream.Answered.class)))
    @Refuses("too-many-requests")
    public StreamingOutput stream(InputStream body) {
        return stream.answers(actor.get(), body, this::askAhead);
    }

    private void askAhead(List<InboundEvent> events) {
        directory.ask(addresses(events));
    }

    /** The addresses the events depend on. */
    static Set<String> addresses(List<InboundEvent> events) {
        return events.stream()
                .map(InboundEvent::data)
                .flatMap(EventsResource::addresses)
                .collect(Collectors.toSet());
    }

    private static Stream<String> addresses(@Nullable Object data) {
        return switch (data) {
            case SessionUpserted input
            when input.engagement() == null && input.attendees() != null ->
                FollowingService.addresses(Observation.of(input, null)).stream();
            case AttendanceReported input
            when input.attendee() != null -> Stream.of(input.attendee().toLowerCase(Locale.ROOT));
            case null, default -> Stream.empty();
        };
    }
}
