package tandem.session.network;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
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
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;
import tandem.events.GatheringKind;
import tandem.events.PersonId;
import tandem.events.ProgrammeId;
import tandem.runtime.actor.Actor;
import tandem.runtime.actor.CurrentActor;
import tandem.runtime.actor.Roles;
import tandem.runtime.idempotency.Idempotent;
import tandem.runtime.openapi.Refuses;
import tandem.runtime.page.Cursor;
import tandem.runtime.page.Page;
import tandem.runtime.visibility.Shows;
import tandem.runtime.visibility.ShowsNobody;
import tandem.session.network.NetworkQueries.GatheringView;
import tandem.session.network.NetworkQueries.SeatView;
import tandem.session.network.NetworkService.Offered;

/** Office hours and peer cohorts of a programme. */
@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class NetworkResource {

    private static final int SEATS_MAX = 50;
    private static final int MINUTES_MAX = 240;
    private static final int CADENCE_DAYS_MAX = 92;

    private final NetworkService service;
    private final NetworkQueries queries;
    private final CurrentActor actor;

    NetworkResource(NetworkService service, NetworkQueries queries, CurrentActor actor) {
        this.service = service;
        this.queries = queries;
        this.actor = actor;
    }

    @POST
    @Path("/programmes/{id}/gatherings")
    @Idempotent
    @RolesAllowed({Roles.PROVIDER, Roles.PROGRAM_LEAD, Roles.OPERATIONS_OWNER})
    @Operation(summary = "Offer an office hour or a cohort; providers in their own name")
    @APIResponse(
            responseCode = "201",
            description = "Offered",
            content =
                    @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Entered.class)))
    @Refuses("gathering-faulty")
    @ShowsNobody("the id of what the caller entered")
    public Response offer(@PathParam("id") UUID id, @NotNull @Valid Offer offer) {
        var caller = actor.get();
        var gathering = service.offer(
                caller.requirePerson(),
                isOfOffice(caller),
                new ProgrammeId(id),
                new Offered(
                        offer.kind(),
                        offer.host(),
                        offer.startsAt(),
                        offer.minutes(),
                        offer.cadenceDays(),
                        offer.seats()));
        return Response.status(201).entity(new Entered(gathering)).build();
    }

    @GET
    @Path("/programmes/{id}/gatherings")
    @RolesAllowed({Roles.PARTICIPANT, Roles.PROVIDER, Roles.PROGRAM_LEAD, Roles.OPERATIONS_OWNER})
    @Operation(summary = "Office hours to come and cohorts of a programme, with their free seats")
    @Shows(value = GatheringView.class, of = "whoever hosts an office hour or a cohort")
    public Page<GatheringView> offered(
            @PathParam("id") UUID id,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue(Page.LIMIT_DEFAULT) @Min(Page.LIMIT_MIN) @Max(Page.LIMIT_MAX)
                    int limit) {
        var caller = actor.get();
        return queries.offered(
                new ProgrammeId(id), caller.requirePerson(), isOfOffice(caller), Cursor.parse(cursor), limit);
    }

    @GET
    @Path("/me/seats")
    @RolesAllowed({Roles.PARTICIPANT, Roles.PROVIDER})
    @Operation(summary = "Office hours and cohorts I have a seat in")
    public Page<GatheringView> mine(
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue(Page.LIMIT_DEFAULT) @Min(Page.LIMIT_MIN) @Max(Page.LIMIT_MAX)
                    int limit) {
        return queries.mine(actor.get().requirePerson(), Cursor.parse(cursor), limit);
    }

    @GET
    @Path("/gatherings/{id}/seats")
    @RolesAllowed({Roles.PARTICIPANT, Roles.PROVIDER, Roles.PROGRAM_LEAD, Roles.OPERATIONS_OWNER})
    @Operation(summary = "Who has a seat: for its host, for operations, and for the peers of a cohort")
    @Shows(value = Seated.class, of = "whoever has a seat, to its host and to operations; in a cohort to each other")
    public Seated seated(@PathParam("id") UUID id) {
        var caller = actor.get();
        return new Seated(queries.seated(id, caller.requirePerson(), isOfOffice(caller)));
    }

    @POST
    @Path("/gatherings/{id}:take")
    @RolesAllowed({Roles.PARTICIPANT, Roles.PROVIDER})
    @Operation(summary = "Take a seat")
    @APIResponse(responseCode = "204", description = "Taken")
    @Refuses({"no-seat", "seat-taken"})
    @ShowsNobody("nothing is answered")
    public Response take(@PathParam("id") UUID id) {
        service.take(actor.get().requirePerson(), id);
        return Response.noContent().build();
    }

    @POST
    @Path("/gatherings/{id}:leave")
    @RolesAllowed({Roles.PARTICIPANT, Roles.PROVIDER})
    @Operation(summary = "Give a seat up")
    @APIResponse(responseCode = "204", description = "Free again")
    @ShowsNobody("nothing is answered")
    public Response leave(@PathParam("id") UUID id) {
        service.giveUp(actor.get().requirePerson(), id);
        return Response.noContent().build();
    }

    @POST
    @Path("/gatherings/{id}:close")
    @RolesAllowed({Roles.PROVIDER, Roles.PROGRAM_LEAD, Roles.OPERATIONS_OWNER})
    @Operation(summary = "Let a gathering take place no more; its seats are given up")
    @APIResponse(responseCode = "204", description = "Closed")
    @ShowsNobody("nothing is answered")
    public Response close(@PathParam("id") UUID id) {
        var caller = actor.get();
        service.close(caller.requirePerson(), isOfOffice(caller), id);
        return Response.noContent().build();
    }

    private static boolean isOfOffice(Actor caller) {
        return caller.hasRole(Roles.PROGRAM_LEAD) || caller.hasRole(Roles.OPERATIONS_OWNER);
    }

    /**
     * What is offered.
     *
     * @param host where an office offers for somebody else; a provider hosts alone
     * @param cadenceDays of a cohort, and of nothing else
     */
    public record Offer(
            @NotNull GatheringKind kind,
            @Nullable PersonId host,
            @NotNull Instant startsAt,
            @NotNull @Min(10) @Max(MINUTES_MAX) Integer minutes,
            @Min(1) @Max(CADENCE_DAYS_MAX) @Nullable Integer cadenceDays,
            @NotNull @Min(1) @Max(SEATS_MAX) Integer seats) {}

    /** The gathering. */
    public record Entered(UUID id) {}

    /** Who has a seat. */
    public record Seated(List<SeatView> seats) {}
}
