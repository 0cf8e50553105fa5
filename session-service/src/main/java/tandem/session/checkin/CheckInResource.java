package tandem.session.checkin;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;
import tandem.events.CheckInKind;
import tandem.events.ProgrammeId;
import tandem.runtime.actor.CurrentActor;
import tandem.runtime.actor.Roles;
import tandem.runtime.audit.LookUp;
import tandem.runtime.idempotency.Idempotent;
import tandem.runtime.openapi.Refuses;
import tandem.runtime.page.Page;
import tandem.runtime.visibility.Shows;
import tandem.session.checkin.CheckInQueries.CheckInProgress;
import tandem.session.checkin.CheckInQueries.MyResult;
import tandem.session.checkin.CheckInQueries.Waiting;

/** Check-ins for those who have an account: what waits for an answer, what came of it, and how many have answered. */
@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class CheckInResource {

    private final AnsweringService answering;
    private final OpeningService opening;
    private final CheckInService service;
    private final CheckInQueries queries;
    private final CurrentActor actor;

    CheckInResource(
            AnsweringService answering,
            OpeningService opening,
            CheckInService service,
            CheckInQueries queries,
            CurrentActor actor) {
        this.answering = answering;
        this.opening = opening;
        this.service = service;
        this.queries = queries;
        this.actor = actor;
    }

    /** Values by question code: 1 to 5, or 1 for no and 5 for yes. A question may be left out. */
    public record Answers(
            @NotNull @Size(min = 1, max = 15)
            Map<@NotNull @Size(max = Question.CODE_MAX) String, @NotNull Integer> answers) {}

    /** What waits for my answer, and what I may read. */
    public record MyCheckIns(List<Waiting> waiting, List<MyResult> readable) {}

    /** Whether the provider may read the result. */
    public record Sharing(@NotNull Boolean withProvider) {}

    /** What is to be asked now. */
    public record Forward(@NotNull CheckInKind kind) {}

    /** For how many engagements it was opened. */
    public record Opened(int engagements) {}

    @GET
    @Path("/me/check-ins")
    @RolesAllowed({Roles.PARTICIPANT, Roles.PROVIDER})
    @Operation(summary = "The check-ins that wait for my answer, and those whose result I may read")
    public MyCheckIns mine() {
        var me = actor.get().requirePerson();
        return new MyCheckIns(queries.waitingFor(me), queries.readableBy(me));
    }

    @POST
    @Path("/check-ins/{id}/answers")
    @RolesAllowed({Roles.PARTICIPANT, Roles.PROVIDER})
    @Operation(summary = "Answer a check-in, once")
    @Refuses({"check-in-answered", "check-in-closed", "check-in-answers-faulty"})
    public void answer(@PathParam("id") UUID id, @NotNull @Valid Answers answers) {
        answering.answer(actor.get().requirePerson(), new CheckInId(id), answers.answers());
    }

    @GET
    @Path("/check-ins/{id}/result")
    @LookUp
    @RolesAllowed({Roles.PARTICIPANT, Roles.PROVIDER})
    @Operation(
            summary =
                    "What a closed check-in says: to the leader it is about, and to the provider if the leader allows")
    @Refuses("check-in-open")
    @Shows(
            value = Result.class,
            of = "a closed check-in, to the provider only where the leader allows it; raters as figures of several")
    public Result result(@PathParam("id") UUID id) {
        return service.result(new CheckInId(id), actor.get().requirePerson());
    }

    @PUT
    @Path("/check-ins/{id}/sharing")
    @RolesAllowed(Roles.PARTICIPANT)
    @Operation(summary = "Let the provider read the result of a check-in, or no longer")
    public void share(@PathParam("id") UUID id, @NotNull @Valid Sharing sharing) {
        service.share(new CheckInId(id), actor.get().requirePerson(), sharing.withProvider());
    }

    @GET
    @Path("/programmes/{programme}/check-ins")
    @RolesAllowed({Roles.PROGRAM_LEAD, Roles.OPERATIONS_OWNER})
    @Operation(summary = "The check-ins of a programme, and how many have answered")
    @Shows(value = CheckInProgress.class, of = "every check-in, without answers, to those who run programmes")
    public Page<CheckInProgress> progress(
            @PathParam("programme") UUID programme,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue(Page.LIMIT_DEFAULT) @Min(Page.LIMIT_MIN) @Max(Page.LIMIT_MAX)
                    int limit) {
        return queries.progress(new ProgrammeId(programme), cursor, limit);
    }

    @POST
    @Path("/programmes/{programme}/check-ins")
    @Idempotent
    @RolesAllowed({Roles.PROGRAM_LEAD, Roles.OPERATIONS_OWNER})
    @Operation(summary = "Bring the next check-in of a kind forward, for every running engagement it fits")
    @Refuses("check-in-not-planned")
    public Opened open(@PathParam("programme") UUID programme, @NotNull @Valid Forward forward) {
        return new Opened(opening.bringForward(new ProgrammeId(programme), forward.kind()));
    }
}
