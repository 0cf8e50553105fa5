package tandem.session.checkin;

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
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;
import tandem.events.EngagementId;
import tandem.events.PersonId;
import tandem.events.SessionEvent.CheckInAnswered.Respondent;
import tandem.runtime.actor.CurrentActor;
import tandem.runtime.actor.Roles;
import tandem.runtime.audit.LookUp;
import tandem.runtime.openapi.Refuses;
import tandem.runtime.visibility.Shows;

/** Who is asked about a leader: the raters the leader chose, and the manager. */
@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class PanelResource {

    private final PanelService service;
    private final CurrentActor actor;

    PanelResource(PanelService service, CurrentActor actor) {
        this.service = service;
        this.actor = actor;
    }

    /** The raters a leader chooses. */
    public record Raters(
            @NotNull @Size(max = CheckInPlan.RATERS_MAX) List<@NotNull PersonId> raters) {}

    /** The manager who is asked. */
    public record Named(@NotNull PersonId manager) {}

    /** All seats of a panel. */
    public record PanelView(List<SeatView> seats) {}

    /**
     * One seat.
     *
     * @param leftOn since when it is empty; nobody takes it again
     */
    public record SeatView(
            PersonId person,
            Respondent respondent,
            boolean approved,
            @Nullable LocalDate leftOn) {}

    @PUT
    @Path("/engagements/{id}/raters")
    @RolesAllowed(Roles.PARTICIPANT)
    @Operation(
            summary = "Choose the raters of the own 360; the choice replaces the one before, until the first is asked")
    @Refuses({"raters-fixed", "raters-faulty"})
    public void choose(@PathParam("id") UUID id, @NotNull @Valid Raters raters) {
        service.choose(actor.get().requirePerson(), new EngagementId(id), raters.raters());
    }

    @POST
    @Path("/engagements/{id}/raters:approve")
    @RolesAllowed({Roles.PROGRAM_LEAD, Roles.OPERATIONS_OWNER})
    @Operation(summary = "Approve the raters a leader chose, where the plan asks for it")
    @Refuses("no-raters-chosen")
    public void approve(@PathParam("id") UUID id) {
        service.approve(new EngagementId(id));
    }

    @PUT
    @Path("/engagements/{id}/manager")
    @RolesAllowed({Roles.PROGRAM_LEAD, Roles.OPERATIONS_OWNER})
    @Operation(summary = "Name the manager who is asked about the leader")
    @Refuses("raters-faulty")
    public void name(@PathParam("id") UUID id, @NotNull @Valid Named named) {
        service.name(new EngagementId(id), named.manager());
    }

    @GET
    @Path("/engagements/{id}/raters")
    @LookUp
    @RolesAllowed({Roles.PARTICIPANT, Roles.PROGRAM_LEAD, Roles.OPERATIONS_OWNER})
    @Operation(summary = "Who is asked about a leader")
    @Shows(
            value = PanelView.class,
            of = "every panel to those who run programmes; to a leader those who are asked about the leader")
    public PanelView panel(@PathParam("id") UUID id) {
        var caller = actor.get();
        var seesAll = caller.hasRole(Roles.PROGRAM_LEAD) || caller.hasRole(Roles.OPERATIONS_OWNER);
        return new PanelView(
                service.read(new EngagementId(id), seesAll ? null : caller.requirePerson()).seats().stream()
                        .map(seat -> new SeatView(seat.person(), seat.role(), seat.approved(), seat.leftOn()))
                        .toList());
    }
}
