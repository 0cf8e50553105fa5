package tandem.analytics.gate;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;
import tandem.analytics.gate.GateQueries.EvaluationDetail;
import tandem.analytics.gate.GateQueries.GateDetail;
import tandem.analytics.gate.GateQueries.GatesView;
import tandem.analytics.gate.GateService.Said;
import tandem.events.PersonId;
import tandem.events.ProgrammeId;
import tandem.runtime.actor.CurrentActor;
import tandem.runtime.actor.Roles;
import tandem.runtime.idempotency.Idempotent;
import tandem.runtime.openapi.Refuses;
import tandem.runtime.visibility.ShowsNobody;

/** The gates of a pilot: evaluated from the store, signed off where no metric knows, mitigated where they are not met. */
@Path("/v1/pilots/{programme}/gates")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class GateResource {

    private static final String OF_OFFICE = "whoever answers for a mitigation does so of office";
    private static final int CODE_MAX = 60;
    private static final int AMOUNT_MAX = 1_000;

    private final GateService service;
    private final GateQueries queries;
    private final CurrentActor actor;

    GateResource(GateService service, GateQueries queries, CurrentActor actor) {
        this.service = service;
        this.queries = queries;
        this.actor = actor;
    }

    /** For which moment; now where none is named. */
    public record Moment(@Nullable Instant asOf) {}

    /**
     * That something holds, or does not.
     *
     * @param amount how many, where the gate asks for a number
     * @param documentHash SHA-256 of what it relies on
     */
    public record NewSignOff(
            @NotNull @Pattern(regexp = "[A-Z][A-Z0-9_]{1," + (CODE_MAX - 1) + "}")
            String criterion,

            @NotNull Boolean holds,
            @Min(0) @Max(AMOUNT_MAX) @Nullable Integer amount,
            @Pattern(regexp = "[0-9a-f]{64}") @Nullable String documentHash) {}

    /** What is to be done about a criterion, by whom and until when (R130). */
    public record NewMitigation(
            @NotNull @Pattern(regexp = "[A-Z][A-Z0-9_]{1," + (CODE_MAX - 1) + "}")
            String criterion,

            @NotNull Mitigation measure,
            @NotNull PersonId owner,
            @NotNull LocalDate dueOn) {}

    @GET
    @RolesAllowed({Roles.PROGRAM_LEAD, Roles.OPERATIONS_OWNER, Roles.STEERING, Roles.ANALYST, Roles.HR_PARTNER})
    @Operation(summary = "The gates of a pilot and how each stands")
    public GatesView gates(@PathParam("programme") UUID programme) {
        return queries.all(new ProgrammeId(programme));
    }

    @GET
    @Path("/{week}")
    @RolesAllowed({Roles.PROGRAM_LEAD, Roles.OPERATIONS_OWNER, Roles.STEERING, Roles.ANALYST, Roles.HR_PARTNER})
    @Operation(summary = "A gate, what it asks for, and what was done for it")
    @ShowsNobody(OF_OFFICE)
    public GateDetail gate(@PathParam("programme") UUID programme, @PathParam("week") int week) {
        return queries.one(new ProgrammeId(programme), week);
    }

    @GET
    @Path("/{week}/evaluations/{number}")
    @RolesAllowed({Roles.PROGRAM_LEAD, Roles.OPERATIONS_OWNER, Roles.STEERING, Roles.ANALYST, Roles.HR_PARTNER})
    @Operation(summary = "An evaluation with the figures it was judged by, as it was kept")
    public EvaluationDetail evaluation(
            @PathParam("programme") UUID programme, @PathParam("week") int week, @PathParam("number") int number) {
        return queries.evaluation(new ProgrammeId(programme), week, number);
    }

    @POST
    @Path("/{week}:evaluate")
    @RolesAllowed({Roles.PROGRAM_LEAD, Roles.OPERATIONS_OWNER, Roles.ANALYST})
    @Idempotent
    @ResponseStatus(201)
    @Operation(
            summary = "Evaluate a gate for a moment, now unless one is named",
            description =
                    "The clock does so when the week is over. Evaluated again for the same moment, it is the same one.")
    @Refuses("as-of-future")
    public EvaluationDetail evaluate(
            @PathParam("programme") UUID programme, @PathParam("week") int week, @NotNull @Valid Moment moment) {
        var number = service.evaluate(new ProgrammeId(programme), week, moment.asOf());
        return queries.evaluation(new ProgrammeId(programme), week, number);
    }

    @POST
    @Path("/{week}/sign-offs")
    @RolesAllowed({
        Roles.PROGRAM_LEAD,
        Roles.OPERATIONS_OWNER,
        Roles.STEERING,
        Roles.ANALYST,
        Roles.HR_PARTNER,
        Roles.DATA_PROTECTION
    })
    @Idempotent
    @ResponseStatus(201)
    @Operation(summary = "Sign off what no metric can know, in the role that answers for it")
    @Refuses({"criterion-unknown", "sign-off-not-yours", "sign-off-amount", "person-missing"})
    public Signed signOff(
            @PathParam("programme") UUID programme, @PathParam("week") int week, @NotNull @Valid NewSignOff signOff) {
        service.signOff(
                new ProgrammeId(programme),
                week,
                signOff.criterion(),
                new Said(signOff.holds(), signOff.amount(), signOff.documentHash()),
                actor.get());
        return new Signed(signOff.criterion(), signOff.holds());
    }

    @POST
    @Path("/{week}/mitigations")
    @RolesAllowed({Roles.PROGRAM_LEAD, Roles.OPERATIONS_OWNER})
    @Idempotent
    @ResponseStatus(201)
    @Operation(summary = "Name who answers for what a gate is missing, and until when (R130)")
    @Refuses({"criterion-unknown", "mitigation-due"})
    public Entered mitigate(
            @PathParam("programme") UUID programme,
            @PathParam("week") int week,
            @NotNull @Valid NewMitigation mitigation) {
        return new Entered(service.mitigate(
                new ProgrammeId(programme),
                week,
                mitigation.criterion(),
                mitigation.measure(),
                mitigation.owner(),
                mitigation.dueOn()));
    }

    @POST
    @Path("/{week}/mitigations/{id}:close")
    @RolesAllowed({Roles.PROGRAM_LEAD, Roles.OPERATIONS_OWNER})
    @Operation(summary = "Close a mitigation: done, or given up")
    @Refuses("mitigation-closed")
    public void close(@PathParam("programme") UUID programme, @PathParam("week") int week, @PathParam("id") UUID id) {
        service.close(new ProgrammeId(programme), week, id);
    }

    /** What was signed off. */
    public record Signed(String criterion, boolean holds) {}

    /** The id of what was entered. */
    public record Entered(UUID id) {}
}
