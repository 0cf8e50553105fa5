package tandem.analytics.committee;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import tandem.analytics.committee.CommitteeQueries.CommitteeView;
import tandem.analytics.committee.CommitteeQueries.DecisionsView;
import tandem.analytics.committee.CommitteeQueries.MotionsView;
import tandem.analytics.committee.Motion.Minute;
import tandem.analytics.committee.Motion.Terms;
import tandem.analytics.committee.Motion.VetoReason;
import tandem.analytics.rule.Ballot.Vote;
import tandem.events.PersonId;
import tandem.events.ProgrammeId;
import tandem.runtime.actor.CurrentActor;
import tandem.runtime.actor.Roles;
import tandem.runtime.idempotency.Idempotent;
import tandem.runtime.openapi.Refuses;
import tandem.runtime.revision.Revision;
import tandem.runtime.visibility.ShowsNobody;

/** The committee of a pilot: its seats, what they vote on, and what was decided. */
@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class CommitteeResource {

    private static final String OF_OFFICE = "whoever holds a seat of the committee does so of office";
    private static final int MINUTES_MAX = 10;
    private static final int WEEK_MAX = 24;

    private final CommitteeService service;
    private final CommitteeQueries queries;
    private final CurrentActor actor;

    CommitteeResource(CommitteeService service, CommitteeQueries queries, CurrentActor actor) {
        this.service = service;
        this.queries = queries;
        this.actor = actor;
    }

    /** Whoever is to sit on each of the five seats, and how many have to vote. */
    public record NewCommittee(@NotNull Map<Seat, PersonId> seats, int quorum) {}

    /** What is put to the vote at a gate. */
    public record NewMotion(
            @Min(1) @Max(WEEK_MAX) int week,

            @NotNull @Pattern(regexp = "[A-Z][A-Z0-9_]{1,39}")
            String decision,

            @NotNull @Size(min = 1, max = MINUTES_MAX) List<@NotNull Minute> minutes,
            @NotNull @Valid Terms terms) {}

    /** What a seat says. */
    public record Cast(@NotNull Vote vote) {}

    /** Why it cannot be executed. */
    public record Veto(@NotNull VetoReason reason) {}

    /** The id of what was entered. */
    public record Moved(UUID id) {}

    @GET
    @Path("/pilots/{programme}/committee")
    @RolesAllowed({Roles.PROGRAM_LEAD, Roles.OPERATIONS_OWNER, Roles.STEERING, Roles.HR_PARTNER})
    @Operation(summary = "Who sits on the committee, and its quorum")
    @APIResponse(responseCode = "200", description = "The committee; its ETag is needed to change it")
    @ShowsNobody(OF_OFFICE)
    public RestResponse<CommitteeView> committee(@PathParam("programme") UUID programme) {
        return tagged(new ProgrammeId(programme));
    }

    @PUT
    @Path("/pilots/{programme}/committee")
    @RolesAllowed({Roles.OPERATIONS_OWNER, Roles.STEERING})
    @Operation(
            summary = "Seat the committee: five seats, five people, and a quorum of three at least",
            description = "The first time needs no If-Match, every later one the ETag of what was read last.")
    @APIResponse(responseCode = "200", description = "The committee as seated")
    @Refuses("committee-faulty")
    @ShowsNobody(OF_OFFICE)
    public RestResponse<CommitteeView> seat(
            @PathParam("programme") UUID programme,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @NotNull @Valid NewCommittee committee) {
        service.seat(new ProgrammeId(programme), committee.seats(), committee.quorum(), Revision.of(ifMatch));
        return tagged(new ProgrammeId(programme));
    }

    @GET
    @Path("/pilots/{programme}/motions")
    @RolesAllowed({Roles.PROGRAM_LEAD, Roles.OPERATIONS_OWNER, Roles.STEERING, Roles.HR_PARTNER})
    @Operation(summary = "What was put to the vote, and how the seats voted")
    public MotionsView motions(@PathParam("programme") UUID programme) {
        return queries.motions(new ProgrammeId(programme));
    }

    @POST
    @Path("/pilots/{programme}/motions")
    @RolesAllowed({Roles.PROGRAM_LEAD, Roles.OPERATIONS_OWNER, Roles.STEERING, Roles.HR_PARTNER})
    @Idempotent
    @ResponseStatus(201)
    @Operation(summary = "Put a decision of a gate to the vote, with its minutes, timeline and budget")
    @Refuses({"not-seated", "motion-faulty", "gate-decided", "person-missing"})
    public Moved move(@PathParam("programme") UUID programme, @NotNull @Valid NewMotion motion) {
        return new Moved(service.move(
                new ProgrammeId(programme),
                motion.week(),
                motion.decision(),
                motion.minutes(),
                motion.terms(),
                actor.get()));
    }

    @PUT
    @Path("/pilots/{programme}/motions/{id}/vote")
    @RolesAllowed({Roles.PROGRAM_LEAD, Roles.OPERATIONS_OWNER, Roles.STEERING, Roles.HR_PARTNER})
    @Operation(summary = "Vote from one's own seat; it can be changed until the motion is closed")
    @Refuses({"not-seated", "motion-closed", "person-missing"})
    public void vote(@PathParam("programme") UUID programme, @PathParam("id") UUID id, @NotNull @Valid Cast cast) {
        service.vote(new ProgrammeId(programme), id, cast.vote(), actor.get());
    }

    @POST
    @Path("/pilots/{programme}/motions/{id}:veto")
    @RolesAllowed(Roles.OPERATIONS_OWNER)
    @Operation(summary = "Veto what cannot be executed; the motion ends")
    @Refuses({"not-seated", "motion-closed", "person-missing"})
    public void veto(@PathParam("programme") UUID programme, @PathParam("id") UUID id, @NotNull @Valid Veto veto) {
        service.veto(new ProgrammeId(programme), id, veto.reason(), actor.get());
    }

    @POST
    @Path("/pilots/{programme}/motions/{id}:conclude")
    @RolesAllowed({Roles.PROGRAM_LEAD, Roles.OPERATIONS_OWNER, Roles.STEERING, Roles.HR_PARTNER})
    @Operation(
            summary = "Record what a motion decided, signed and for good",
            description =
                    "It carries with its quorum and more votes for it than against it. A larger cohort waits for linked"
                            + " sessions and cleared gates.")
    @Refuses({"not-seated", "motion-closed", "gate-decided", "motion-not-carried", "scale-blocked", "person-missing"})
    public DecisionsView conclude(@PathParam("programme") UUID programme, @PathParam("id") UUID id) {
        service.conclude(new ProgrammeId(programme), id, actor.get());
        return queries.decisions(new ProgrammeId(programme));
    }

    @GET
    @Path("/pilots/{programme}/decisions")
    @RolesAllowed({Roles.PROGRAM_LEAD, Roles.OPERATIONS_OWNER, Roles.STEERING, Roles.ANALYST, Roles.HR_PARTNER})
    @Operation(summary = "What was decided, each with its hash and signature")
    public DecisionsView decisions(@PathParam("programme") UUID programme) {
        return queries.decisions(new ProgrammeId(programme));
    }

    private RestResponse<CommitteeView> tagged(ProgrammeId programme) {
        var committee = queries.committee(programme);
        return new Revision(committee.revision()).tagged(committee);
    }
}
