package tandem.session.handoff;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import tandem.events.EngagementId;
import tandem.events.SponsorActionKind;
import tandem.runtime.actor.CurrentActor;
import tandem.runtime.actor.Roles;
import tandem.runtime.audit.LookUp;
import tandem.runtime.openapi.Refuses;
import tandem.runtime.visibility.Shows;
import tandem.runtime.visibility.ShowsNobody;
import tandem.session.handoff.HandOff.Draft;
import tandem.session.handoff.HandOffQueries.HandOffView;
import tandem.session.handoff.HandOffQueries.ReceivedView;
import tandem.session.rule.HandOffItem;

/** From coach to mentor, by way of the leader. */
@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class HandOffResource {

    private static final int CODES_MAX = 20;

    private final HandOffService service;
    private final HandOffQueries queries;
    private final CurrentActor actor;

    HandOffResource(HandOffService service, HandOffQueries queries, CurrentActor actor) {
        this.service = service;
        this.queries = queries;
        this.actor = actor;
    }

    /**
     * What a coach has to hand over; counts are added.
     *
     * @param topics what was worked on, as codes of the vocabulary
     * @param continueWith what is worth going on with, as codes of the vocabulary
     * @param details items that say how somebody did; each is carried only if the leader consents to it
     */
    public record Checklist(
            @NotNull @Size(max = CODES_MAX) Set<@NotNull @Size(max = 40) String> topics,
            @NotNull @Size(max = CODES_MAX) Set<@NotNull @Size(max = 40) String> continueWith,
            @NotNull Set<@NotNull SponsorActionKind> sponsorAsks,
            @NotNull Set<@NotNull HandOffItem> details) {}

    @PUT
    @Path("/engagements/{id}/hand-off")
    @RolesAllowed(Roles.PROVIDER)
    @Operation(summary = "Draft, as the coach, what the mentor who follows is to know")
    @APIResponse(responseCode = "204", description = "Drafted; it waits for the leader")
    @Refuses({"not-a-coach", "engagement-not-closing", "code-unknown", "hand-off-step"})
    @ShowsNobody("nothing is answered")
    public Response draft(@PathParam("id") UUID id, @Valid @NotNull Checklist list) {
        service.draft(
                actor.get().requirePerson(),
                new EngagementId(id),
                new Draft(list.topics(), list.continueWith(), list.sponsorAsks(), list.details()));
        return Response.noContent().build();
    }

    @GET
    @Path("/engagements/{id}/hand-off")
    @LookUp
    @RolesAllowed({Roles.PARTICIPANT, Roles.PROVIDER})
    @Operation(summary = "What is to be handed over of a coaching, and which details the leader does not allow yet")
    @Shows(value = HandOffView.class, of = "the other side of a coaching")
    public HandOffView handOff(@PathParam("id") UUID id) {
        return queries.handOff(new EngagementId(id), actor.get().requirePerson());
    }

    @POST
    @Path("/engagements/{id}/hand-off:confirm")
    @RolesAllowed(Roles.PARTICIPANT)
    @Operation(
            summary = "Agree, as the leader, to what is handed over as it stands",
            description =
                    "Details need a consent each: HANDOFF_DETAIL in intake-service, with the item as the field, MENTOR as"
                            + " the recipient, and the coaching as what it is about. One taken back before the mentor receives it is"
                            + " not carried, one taken back later is struck.")
    @APIResponse(responseCode = "204", description = "Confirmed; it waits for the mentor")
    @Refuses("hand-off-step")
    @ShowsNobody("nothing is answered")
    public Response confirm(@PathParam("id") UUID id) {
        service.confirm(actor.get().requirePerson(), new EngagementId(id));
        return Response.noContent().build();
    }

    @POST
    @Path("/engagements/{id}/hand-off:receive")
    @RolesAllowed(Roles.PROVIDER)
    @Operation(summary = "Receive, as the mentor of an engagement, what the coach before handed over")
    @APIResponse(responseCode = "204", description = "Received")
    @Refuses("hand-off-step")
    @ShowsNobody("nothing is answered")
    public Response receive(@PathParam("id") UUID id) {
        service.receive(actor.get().requirePerson(), new EngagementId(id));
        return Response.noContent().build();
    }

    @GET
    @Path("/engagements/{id}/received-hand-off")
    @LookUp
    @RolesAllowed({Roles.PARTICIPANT, Roles.PROVIDER})
    @Operation(summary = "What a mentoring received from the coaching before it, with the proof of what was carried")
    @Shows(value = ReceivedView.class, of = "the leader of a mentoring, as far as the leader allows")
    public ReceivedView received(@PathParam("id") UUID id) {
        return queries.received(new EngagementId(id), actor.get().requirePerson());
    }
}
