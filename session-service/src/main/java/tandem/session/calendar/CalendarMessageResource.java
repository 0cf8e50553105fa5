package tandem.session.calendar;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;
import tandem.runtime.actor.Roles;
import tandem.runtime.audit.NoAct;
import tandem.runtime.openapi.Refuses;
import tandem.runtime.problem.Refused;
import tandem.session.icalendar.CalendarRefused;
import tandem.session.icalendar.CalendarText;

/** Calendar texts in: iTIP messages, bare or in the mail that brought them, and exports alike. */
@Path("/v1/calendar-messages")
@RunOnVirtualThread
public class CalendarMessageResource {

    private static final String CALENDAR = "text/calendar";
    private static final String MAIL = "message/rfc822";

    private final CalendarService service;

    CalendarMessageResource(CalendarService service) {
        this.service = service;
    }

    /** 200 when all was decided, 202 when some of it waits for the directory. */
    @POST
    @NoAct("a feed of machines: every statement of it is kept with its identity")
    @Consumes({CALENDAR, MAIL})
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.CALENDAR)
    @Operation(
            summary =
                    "Take in a calendar text, or a mail with calendar parts; an outcome for each of their events, in their order")
    @APIResponse(
            responseCode = "200",
            description = "All was decided",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Taken.class)))
    @APIResponse(
            responseCode = "202",
            description = "Some of it waits for the directory",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Taken.class)))
    @Refuses({"calendar-unreadable", "calendar-too-large"})
    public Response take(
            @QueryParam("owner") @Email @Size(max = 254) @Nullable String owner,
            @Context HttpHeaders headers,
            byte[] body) {
        return answer(service, owner, headers, body);
    }

    /** What became of a text or a mail, whichever door it came through. */
    static Response answer(CalendarService service, @Nullable String owner, HttpHeaders headers, byte[] body) {
        var whose = owner == null ? null : owner.toLowerCase(Locale.ROOT);
        try {
            var outcomes = MediaType.valueOf(MAIL).isCompatible(headers.getMediaType())
                    ? service.take(CalendarMail.read(body), whose)
                    : service.take(text(body), whose);
            var parked = outcomes.stream().anyMatch(CalendarOutcome::isParked);
            return Response.status(parked ? 202 : 200)
                    .entity(new Taken(outcomes))
                    .build();
        } catch (CalendarRefused refused) {
            throw new Refused(
                    switch (refused.cause()) {
                        case UNREADABLE -> CalendarProblems.UNREADABLE;
                        case TOO_LARGE -> CalendarProblems.TOO_LARGE;
                    },
                    "Line " + refused.line() + ": " + refused.getMessage(),
                    Map.of("line", refused.line()));
        }
    }

    private static String text(byte[] body) {
        if (body.length > CalendarText.LONGEST) {
            throw new Refused(CalendarProblems.TOO_LARGE, "A text may have " + CalendarText.LONGEST + " bytes");
        }
        return new String(body, StandardCharsets.UTF_8);
    }

    /** What became of the events of a text. */
    public record Taken(List<CalendarOutcome> outcomes) {}
}
