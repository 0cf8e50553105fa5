package tandem.session.delegation;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;
import tandem.events.EngagementId;
import tandem.events.PersonId;
import tandem.events.SessionId;
import tandem.runtime.actor.CurrentActor;
import tandem.runtime.actor.Roles;
import tandem.runtime.audit.LookUp;
import tandem.runtime.idempotency.Idempotent;
import tandem.runtime.openapi.Refuses;
import tandem.runtime.page.Cursor;
import tandem.runtime.page.Page;
import tandem.runtime.visibility.Shows;
import tandem.runtime.visibility.ShowsNobody;
import tandem.session.delegation.DelegationQueries.DelegateView;
import tandem.session.delegation.DelegationQueries.PrincipalView;
import tandem.session.delegation.DelegationQueries.TimesView;
import tandem.session.rule.SessionTime;

/** Delegates: named by whom they act for; of everything here they reach the session times and nothing else. */
@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class DelegationResource {

    private final DelegationService service;
    private final DelegationQueries queries;
    private final CurrentActor actor;

    DelegationResource(DelegationService service, DelegationQueries queries, CurrentActor actor) {
        this.service = service;
        this.queries = queries;
        this.actor = actor;
    }

    @POST
    @Path("/me/delegates")
    @Idempotent
    @RolesAllowed({Roles.PARTICIPANT, Roles.PROVIDER})
    @Operation(summary = "Let somebody see, book and move my session times, until a day")
    @APIResponse(
            responseCode = "201",
            description = "Named",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Named.class)))
    @Refuses("delegate-refused")
    @ShowsNobody("the id of what the caller entered")
    public Response name(@NotNull @Valid Delegate delegate) {
        var id = service.name(actor.get().requirePerson(), delegate.delegate(), delegate.expiresOn());
        return Response.status(201).entity(new Named(id)).build();
    }

    @GET
    @Path("/me/delegates")
    @RolesAllowed({Roles.PARTICIPANT, Roles.PROVIDER})
    @Operation(summary = "Whom I let see and book my session times, now and formerly")
    public Delegates delegates() {
        return new Delegates(queries.delegatesOf(actor.get().requirePerson()));
    }

    @POST
    @Path("/delegations/{id}:revoke")
    @RolesAllowed({Roles.PARTICIPANT, Roles.PROVIDER})
    @Operation(summary = "Let a delegate act no more, at once")
    @APIResponse(responseCode = "204", description = "Revoked")
    @ShowsNobody("nothing is answered")
    public Response revoke(@PathParam("id") UUID id) {
        service.revoke(actor.get().requirePerson(), id);
        return Response.noContent().build();
    }

    @GET
    @Path("/me/principals")
    @RolesAllowed(Roles.DELEGATE)
    @Operation(summary = "Whom I act for, and what I can book for them")
    public Principals principals() {
        return new Principals(queries.principalsOf(actor.get().requirePerson()));
    }

    @GET
    @Path("/people/{id}/session-times")
    @LookUp
    @RolesAllowed(Roles.DELEGATE)
    @Operation(summary = "When the sessions to come are of whom I act for")
    @Shows(value = TimesView.class, of = "whoever named the reader as a delegate")
    public Page<TimesView> times(
            @PathParam("id") UUID id,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue(Page.LIMIT_DEFAULT) @Min(Page.LIMIT_MIN) @Max(Page.LIMIT_MAX)
                    int limit) {
        return queries.times(actor.get().requirePerson(), new PersonId(id), Cursor.parse(cursor), limit);
    }

    @POST
    @Path("/people/{id}/sessions")
    @Idempotent
    @RolesAllowed(Roles.DELEGATE)
    @Operation(summary = "Book a session to come for whom I act for")
    @APIResponse(
            responseCode = "201",
            description = "Booked",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Booked.class)))
    @Refuses({"session-in-the-past", "engagement-ended", "session-outside-term", "session-already-there"})
    @ShowsNobody("the id of what the caller entered")
    public Response book(@PathParam("id") UUID id, @NotNull @Valid Booking booking) {
        var session = service.book(
                actor.get().requirePerson(),
                new PersonId(id),
                booking.engagement(),
                booking.startsAt(),
                booking.endsAt());
        return Response.status(201).entity(new Booked(session)).build();
    }

    @POST
    @Path("/people/{id}/sessions/{session}:move")
    @RolesAllowed(Roles.DELEGATE)
    @Operation(summary = "Move a booked session of whom I act for; both sides are invited anew")
    @APIResponse(responseCode = "204", description = "Moved, and both are invited anew")
    @Refuses({
        "session-in-the-past",
        "engagement-ended",
        "session-not-open",
        "session-outside-term",
        "session-already-there"
    })
    @ShowsNobody("nothing is answered")
    public Response move(@PathParam("id") UUID id, @PathParam("session") UUID session, @NotNull @Valid Move move) {
        service.move(
                actor.get().requirePerson(), new PersonId(id), new SessionId(session), move.startsAt(), move.endsAt());
        return Response.noContent().build();
    }

    @POST
    @Path("/people/{id}/sessions/{session}:cancel")
    @RolesAllowed(Roles.DELEGATE)
    @Operation(summary = "Cancel a session of whom I act for")
    @APIResponse(responseCode = "204", description = "Cancelled")
    @Refuses("session-not-open")
    @ShowsNobody("nothing is answered")
    public Response cancel(@PathParam("id") UUID id, @PathParam("session") UUID session) {
        service.cancel(actor.get().requirePerson(), new PersonId(id), new SessionId(session));
        return Response.noContent().build();
    }

    /**
     * Who is to act for me.
     *
     * @param expiresOn the last day, within a year
     */
    public record Delegate(
            @NotNull PersonId delegate, @NotNull LocalDate expiresOn) {}

    /** The permission. */
    public record Named(UUID id) {}

    /** Whom I let act for me. */
    public record Delegates(List<DelegateView> delegates) {}

    /** Whom I act for. */
    public record Principals(List<PrincipalView> principals) {}

    /** A session to be booked. */
    public record Booking(
            @NotNull EngagementId engagement,
            @NotNull Instant startsAt,
            @NotNull Instant endsAt) {
        @AssertTrue(message = "ends after it starts, within eight hours")
        boolean isInOrder() {
            return SessionTime.isInOrder(startsAt, endsAt);
        }
    }

    /** When a session is to be instead. */
    public record Move(@NotNull Instant startsAt, @NotNull Instant endsAt) {
        @AssertTrue(message = "ends after it starts, within eight hours")
        boolean isInOrder() {
            return SessionTime.isInOrder(startsAt, endsAt);
        }
    }

    /** The session. */
    public record Booked(SessionId session) {}
}
