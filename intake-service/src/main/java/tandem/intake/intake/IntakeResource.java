package tandem.intake.intake;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import tandem.events.IntakeId;
import tandem.events.input.HrInput;
import tandem.intake.goal.GoalCoder;
import tandem.intake.goal.GoalCoder.Proposal;
import tandem.intake.intake.SubmissionQueries.IntakeHead;
import tandem.intake.intake.SubmissionQueries.OwnGoal;
import tandem.intake.intake.SubmissionService.Submitted;
import tandem.runtime.actor.CurrentActor;
import tandem.runtime.actor.Roles;
import tandem.runtime.idempotency.Idempotent;
import tandem.runtime.openapi.Refuses;
import tandem.runtime.page.Cursor;
import tandem.runtime.page.Page;
import tandem.runtime.problem.CommonProblems;
import tandem.runtime.problem.Refused;
import tandem.runtime.revision.Revision;
import tandem.runtime.visibility.ShowsNobody;

/** My intake: nobody but its author reads it here. */
@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class IntakeResource {

    private final SubmissionService service;
    private final SubmissionQueries queries;
    private final GoalCoder coder;
    private final CurrentActor actor;

    IntakeResource(SubmissionService service, SubmissionQueries queries, GoalCoder coder, CurrentActor actor) {
        this.service = service;
        this.queries = queries;
        this.coder = coder;
        this.actor = actor;
    }

    @POST
    @Path("/me/intake-draft:submit")
    @Consumes(MediaType.WILDCARD)
    @RolesAllowed(Roles.PARTICIPANT)
    @Idempotent
    @ResponseStatus(201)
    @Operation(
            summary = "Submit my draft as I last read it",
            description = "Decided at once when a goal has a code; otherwise when I confirm what my goals mean.")
    @Refuses({"form-superseded", "employee-unknown", "employment-ended", "answers-refused"})
    public Submitted submit(@HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        return service.submit(actor.get().requirePerson(), Revision.of(ifMatch));
    }

    @GET
    @Path("/me/intakes")
    @RolesAllowed(Roles.PARTICIPANT)
    @Operation(summary = "My intakes, oldest first; the last one counts")
    @APIResponse(responseCode = "200", description = "A page of them, without goals")
    public Page<IntakeHead> intakes(
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue(Page.LIMIT_DEFAULT) @Min(Page.LIMIT_MIN) @Max(Page.LIMIT_MAX)
                    int limit) {
        return queries.intakes(actor.get().requirePerson(), Cursor.parse(cursor), limit);
    }

    @GET
    @Path("/intakes/{id}")
    @RolesAllowed(Roles.PARTICIPANT)
    @Operation(
            summary = "One of my intakes with its goals in my own words; its ETag is needed to correct them",
            description = "A goal without codes comes with proposals for them; they count for nothing until I confirm.")
    @APIResponse(responseCode = "200", description = "The intake")
    @ShowsNobody("the caller's own intake")
    public RestResponse<IntakeView> intake(@PathParam("id") UUID id) {
        return view(new IntakeId(id));
    }

    @PUT
    @Path("/intakes/{id}/goals")
    @RolesAllowed(Roles.PARTICIPANT)
    @Operation(
            summary = "Say what my goals mean: the codes of each, all of them, in the order of the goals",
            description = "Only these count from now on. Decided anew when they differ from what counted before.")
    @APIResponse(responseCode = "200", description = "The intake as it counts now, with its new ETag")
    @Refuses({"intake-superseded", "not-enrolled", "employee-unknown", "employment-ended", "goal-code-unknown"})
    @ShowsNobody("the caller's own intake")
    public RestResponse<IntakeView> confirm(
            @PathParam("id") UUID id,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @Valid @NotNull Meant goals) {
        var intake = new IntakeId(id);
        var codes = goals.goals().stream()
                .map(goal -> goal.codes().stream().distinct().toList())
                .toList();
        service.confirm(actor.get().requirePerson(), intake, codes, Revision.of(ifMatch));
        return view(intake);
    }

    private RestResponse<IntakeView> view(IntakeId id) {
        var own = queries.intake(actor.get().requirePerson(), id)
                .orElseThrow(() -> new Refused(CommonProblems.NOT_FOUND, "There is no intake " + id));
        return new Revision(own.revision())
                .tagged(new IntakeView(
                        own.head(), own.goals().stream().map(this::goal).toList()));
    }

    private GoalView goal(OwnGoal goal) {
        var text = goal.text();
        var proposals = text != null && goal.codes().isEmpty() ? coder.propose(text) : List.<Proposal>of();
        return new GoalView(text, goal.outcome(), goal.codes(), proposals);
    }

    /** What each goal is about. */
    public record Meant(@NotEmpty @Size(max = 10) List<@NotNull @Valid MeantGoal> goals) {}

    /** The codes a goal has, none for one that is not to count. */
    public record MeantGoal(@NotNull @Size(max = 5) List<@NotNull @Pattern(regexp = HrInput.CODE) String> codes) {}

    /** An intake as its author sees it. */
    public record IntakeView(@JsonUnwrapped IntakeHead head, List<GoalView> goals) {}

    /** A goal in my words with the codes that count, and without any, those it may mean. */
    public record GoalView(
            @Nullable String text, @Nullable String outcome, List<String> codes, List<Proposal> proposals) {}
}
