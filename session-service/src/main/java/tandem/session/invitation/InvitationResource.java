package tandem.session.invitation;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneId;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import tandem.events.EngagementId;
import tandem.events.SessionId;
import tandem.runtime.actor.CurrentActor;
import tandem.runtime.actor.Roles;
import tandem.runtime.audit.LookUp;
import tandem.runtime.idempotency.Idempotent;
import tandem.runtime.openapi.Refuses;
import tandem.runtime.visibility.Shows;
import tandem.runtime.visibility.ShowsNobody;
import tandem.session.invitation.InvitationQueries.InvitationView;
import tandem.session.invitation.InvitationQueries.SeriesView;
import tandem.session.rule.Repetition;
import tandem.session.rule.SessionTime;

/** Booking: sessions that Tandem puts into the calendars of both sides, and what these say to them. */
@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class InvitationResource {

    private static final String OTHER_SIDE = "the other side of a session that was booked here";

    private final InvitationService service;
    private final InvitationQueries queries;
    private final CurrentActor actor;

    InvitationResource(InvitationService service, InvitationQueries queries, CurrentActor actor) {
        this.service = service;
        this.queries = queries;
        this.actor = actor;
    }

    @POST
    @Path("/engagements/{id}/bookings")
    @Idempotent
    @RolesAllowed({Roles.PARTICIPANT, Roles.PROVIDER})
    @Operation(summary = "Book a session: both sides are invited by mail, with an entry for their calendar")
    @APIResponse(
            responseCode = "201",
            description = "Booked, and both are invited",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = InvitationView.class)))
    @Refuses({"engagement-ended", "session-outside-term", "session-already-there", "session-past"})
    @ShowsNobody("how it stands after what the caller did; GET /v1/sessions/{id}/invitation shows it")
    public Response book(@PathParam("id") UUID id, @Valid @NotNull Time time) {
        var by = actor.get().requirePerson();
        var session = service.book(by, new EngagementId(id), time.startsAt(), time.endsAt());
        return Response.created(URI.create("/v1/sessions/" + session))
                .entity(queries.invitation(session, by))
                .build();
    }

    @POST
    @Path("/engagements/{id}/booked-series")
    @Idempotent
    @RolesAllowed({Roles.PARTICIPANT, Roles.PROVIDER})
    @Operation(
            summary =
                    "Book sessions that repeat at one local time: all or none, with one entry in the calendars of both sides")
    @APIResponse(
            responseCode = "201",
            description = "Booked, and both are invited",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = SeriesView.class)))
    @Refuses({"engagement-ended", "session-outside-term", "session-already-there", "session-past"})
    @ShowsNobody("the ids of what the caller booked")
    public Response bookSeries(@PathParam("id") UUID id, @Valid @NotNull Series wanted) {
        var by = actor.get().requirePerson();
        var series = service.bookSeries(by, new EngagementId(id), wanted.repetition());
        return Response.status(Response.Status.CREATED)
                .entity(queries.series(series, by))
                .build();
    }

    @POST
    @Path("/booked-series/{id}:cancel")
    @RolesAllowed({Roles.PARTICIPANT, Roles.PROVIDER})
    @Operation(summary = "Call off what is to come of a booked series; it goes from the calendars of both sides")
    @ShowsNobody("a count of the caller's own sessions")
    public Cancelled cancelSeries(@PathParam("id") UUID id) {
        return new Cancelled(service.cancelSeries(actor.get().requirePerson(), id));
    }

    @GET
    @Path("/sessions/{id}/invitation")
    @LookUp
    @RolesAllowed({Roles.PARTICIPANT, Roles.PROVIDER})
    @Operation(summary = "How the invitation to a booked session stands")
    @Shows(value = InvitationView.class, of = OTHER_SIDE)
    public InvitationView invitation(@PathParam("id") UUID id) {
        return queries.invitation(new SessionId(id), actor.get().requirePerson());
    }

    @POST
    @Path("/sessions/{id}:move")
    @RolesAllowed({Roles.PARTICIPANT, Roles.PROVIDER})
    @Operation(summary = "Move a booked session; both sides are invited anew")
    @Refuses({"engagement-ended", "session-not-open", "session-outside-term", "session-already-there", "session-past"})
    @ShowsNobody("how it stands after what the caller did; GET /v1/sessions/{id}/invitation shows it")
    public InvitationView move(@PathParam("id") UUID id, @Valid @NotNull Time time) {
        var by = actor.get().requirePerson();
        var session = new SessionId(id);
        service.move(by, session, time.startsAt(), time.endsAt());
        return queries.invitation(session, by);
    }

    @POST
    @Path("/sessions/{id}/proposal:accept")
    @RolesAllowed({Roles.PARTICIPANT, Roles.PROVIDER})
    @Operation(summary = "Take the other time the other side's calendar proposed; both are invited to it")
    @Refuses({
        "proposal-gone",
        "proposal-own",
        "engagement-ended",
        "session-not-open",
        "session-outside-term",
        "session-already-there",
        "session-past"
    })
    @ShowsNobody("how it stands after what the caller did; GET /v1/sessions/{id}/invitation shows it")
    public InvitationView accept(@PathParam("id") UUID id) {
        var by = actor.get().requirePerson();
        var session = new SessionId(id);
        service.accept(by, session);
        return queries.invitation(session, by);
    }

    @POST
    @Path("/sessions/{id}/proposal:decline")
    @RolesAllowed({Roles.PARTICIPANT, Roles.PROVIDER})
    @Operation(summary = "Stay with the time that is asked for; the proposer is told")
    @Refuses({"proposal-gone", "proposal-own"})
    @ShowsNobody("how it stands after what the caller did; GET /v1/sessions/{id}/invitation shows it")
    public InvitationView decline(@PathParam("id") UUID id) {
        var by = actor.get().requirePerson();
        var session = new SessionId(id);
        service.decline(by, session);
        return queries.invitation(session, by);
    }

    /**
     * Sessions that are to repeat.
     *
     * @param startsAt start of the first, at a full minute
     * @param zone IANA name of the zone whose clocks they keep to, such as Europe/Berlin
     */
    public record Series(
            @NotNull Instant startsAt,
            @NotNull Instant endsAt,
            @NotNull @Size(max = 64) String zone,
            @Min(1) @Max(Repetition.WEEKS_MAX) int everyWeeks,
            @Min(2) @Max(Repetition.TIMES_MAX) int times) {
        @AssertTrue(message = "ends after it starts, within eight hours")
        boolean isInOrder() {
            return SessionTime.isInOrder(startsAt, endsAt);
        }

        @AssertTrue(message = "begins and ends at a full minute")
        boolean isAtFullMinutes() {
            return SessionTime.isFullMinute(startsAt) && SessionTime.isFullMinute(endsAt);
        }

        @AssertTrue(message = "zone is the name of a time zone")
        boolean isInZone() {
            return ZoneId.getAvailableZoneIds().contains(zone);
        }

        Repetition repetition() {
            return Repetition.from(startsAt, endsAt, ZoneId.of(zone), everyWeeks, times);
        }
    }

    /** How many sessions were called off. */
    public record Cancelled(int sessions) {}

    /** When a session is to be. */
    public record Time(@NotNull Instant startsAt, @NotNull Instant endsAt) {
        @AssertTrue(message = "ends after it starts, within eight hours")
        boolean isInOrder() {
            return SessionTime.isInOrder(startsAt, endsAt);
        }
    }
}
