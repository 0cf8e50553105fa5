package tandem.intake.programme;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import tandem.events.ProgrammeId;
import tandem.intake.programme.EnrolmentService.Enrolment;
import tandem.intake.programme.NominationQueries.Recruitment;
import tandem.intake.programme.Programme.Plan;
import tandem.intake.programme.ProgrammeQueries.Funnel;
import tandem.intake.programme.ProgrammeQueries.ProgrammeView;
import tandem.intake.programme.ProgrammeService.Change;
import tandem.runtime.actor.CurrentActor;
import tandem.runtime.actor.Roles;
import tandem.runtime.idempotency.Idempotent;
import tandem.runtime.openapi.Refuses;
import tandem.runtime.page.Cursor;
import tandem.runtime.page.Page;
import tandem.runtime.problem.CommonProblems;
import tandem.runtime.problem.Refused;
import tandem.runtime.revision.Revision;
import tandem.runtime.time.ProgrammeTime;
import tandem.runtime.visibility.Exposures;
import tandem.runtime.visibility.Shows;

/** Programmes, their policies and their people. */
@Path("/v1/programmes")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class ProgrammeResource {

    private static final int NUMBERS_MAX = 500;

    private final ProgrammeService service;
    private final EnrolmentService enrolments;
    private final ProgrammeQueries queries;
    private final NominationQueries nominations;
    private final CurrentActor actor;
    private final Clock clock;

    ProgrammeResource(
            ProgrammeService service,
            EnrolmentService enrolments,
            ProgrammeQueries queries,
            NominationQueries nominations,
            CurrentActor actor,
            @ProgrammeTime Clock clock) {
        this.nominations = nominations;
        this.clock = clock;
        this.service = service;
        this.enrolments = enrolments;
        this.queries = queries;
        this.actor = actor;
    }

    @POST
    @RolesAllowed(Roles.PROGRAM_LEAD)
    @Idempotent
    @ResponseStatus(201)
    @Operation(summary = "Open a programme under the shipped policy")
    @Refuses({"problem-sentence", "window-refused"})
    public ProgrammeView open(@Valid @NotNull NewProgramme programme) {
        return view(service.open(
                new Plan(
                        programme.name().strip(),
                        programme.objective(),
                        new ProblemSentence(programme.problem()),
                        programme.startsOn(),
                        programme.endsOn(),
                        programme.cohortMinimum(),
                        programme.cohortMaximum(),
                        programme.highTouch()),
                actor.get()));
    }

    @GET
    @RolesAllowed({Roles.PROGRAM_LEAD, Roles.OPERATIONS_OWNER, Roles.HR_PARTNER, Roles.STEERING, Roles.ANALYST})
    @Operation(summary = "The programmes of the tenant, oldest first")
    public Page<ProgrammeView> programmes(
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue(Page.LIMIT_DEFAULT) @Min(Page.LIMIT_MIN) @Max(Page.LIMIT_MAX)
                    int limit) {
        return queries.programmes(Cursor.parse(cursor), limit);
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({
        Roles.PROGRAM_LEAD,
        Roles.OPERATIONS_OWNER,
        Roles.HR_PARTNER,
        Roles.STEERING,
        Roles.ANALYST,
        Roles.PARTICIPANT,
        Roles.PROVIDER
    })
    @Operation(summary = "One programme, with the problem sentence that filters its decisions")
    public RestResponse<ProgrammeView> programme(@PathParam("id") UUID id) {
        return tagged(view(new ProgrammeId(id)));
    }

    @PATCH
    @Path("/{id}")
    @RolesAllowed(Roles.PROGRAM_LEAD)
    @Operation(
            summary = "Change name, problem sentence or cohort; what is left out stays",
            description = "If-Match names the ETag that was read. Window and objective are what a programme is.")
    @APIResponse(responseCode = "200", description = "The programme as changed, with its new ETag")
    @Refuses({"problem-sentence", "window-refused"})
    public RestResponse<ProgrammeView> change(
            @PathParam("id") UUID id,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @Valid @NotNull ProgrammeChange change) {
        service.change(
                new ProgrammeId(id),
                new Change(
                        change.name() == null ? null : change.name().strip(),
                        change.problem() == null ? null : new ProblemSentence(change.problem()),
                        change.cohortMinimum(),
                        change.cohortMaximum()),
                Revision.of(ifMatch));
        return tagged(view(new ProgrammeId(id)));
    }

    @POST
    @Path("/{id}/participants")
    @RolesAllowed(Roles.PROGRAM_LEAD)
    @Idempotent
    @Operation(summary = "Take people in by employee number, an outcome for each")
    @Refuses({"sign-off-missing", "onboarding-stopped", "programme-over"})
    @Shows(value = Enrolments.class, of = "employees of the numbers the caller gives")
    public Enrolments enrol(@PathParam("id") UUID id, @Valid @NotNull Participants participants) {
        return new Enrolments(enrolments.enrol(new ProgrammeId(id), participants.employeeNumbers(), actor.get()));
    }

    @GET
    @Path("/{id}/funnel")
    @RolesAllowed({Roles.PROGRAM_LEAD, Roles.OPERATIONS_OWNER, Roles.HR_PARTNER, Roles.STEERING})
    @Shows(
            value = Funnel.class,
            of = "all people of a programme, as counts; by group to those who may see the people",
            figures = true)
    @Operation(summary = "How far its people have come: enrolled, intake, decision, what they allow")
    public Funnel funnel(@PathParam("id") UUID id) {
        return queries.funnel(
                view(new ProgrammeId(id)).programme(),
                Exposures.shows(Funnel.class, "decided", actor.get().roles()));
    }

    @GET
    @Path("/{id}/recruitment")
    @RolesAllowed({Roles.PROGRAM_LEAD, Roles.OPERATIONS_OWNER, Roles.HR_PARTNER, Roles.STEERING})
    @Operation(summary = "From names to intakes, and whether the gate of week 2 is met")
    public Recruitment recruitment(@PathParam("id") UUID id) {
        return nominations
                .recruitment(new ProgrammeId(id), clock.instant())
                .orElseThrow(() -> new Refused(CommonProblems.NOT_FOUND, "There is no programme " + id));
    }

    private ProgrammeView view(ProgrammeId id) {
        return queries.programme(id)
                .orElseThrow(() -> new Refused(CommonProblems.NOT_FOUND, "There is no programme " + id));
    }

    private static RestResponse<ProgrammeView> tagged(ProgrammeView view) {
        return new Revision(view.revision()).tagged(view);
    }

    /** What a programme is opened with. */
    public record NewProgramme(
            @NotBlank @Size(max = 120) String name,
            @NotNull Objective objective,
            @NotBlank @Size(max = 400) String problem,
            @NotNull LocalDate startsOn,
            @NotNull LocalDate endsOn,
            @NotNull @Min(1) @Max(100_000) Integer cohortMinimum,
            @NotNull @Min(1) @Max(100_000) Integer cohortMaximum,
            boolean highTouch) {}

    /** What to change; what is left out stays. */
    public record ProgrammeChange(
            @Size(min = 1, max = 120) @Nullable String name,
            @Size(max = 400) @Nullable String problem,
            @Min(1) @Max(100_000) @Nullable Integer cohortMinimum,
            @Min(1) @Max(100_000) @Nullable Integer cohortMaximum) {}

    /** Whom to take in. */
    public record Participants(
            @NotEmpty @Size(max = NUMBERS_MAX) List<@NotBlank @Size(max = 64) String> employeeNumbers) {}

    /** An outcome for each employee number, in the order asked. */
    public record Enrolments(List<Enrolment> participants) {}
}
