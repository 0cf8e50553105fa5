package tandem.analytics.pilot;

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
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.math.BigDecimal;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import tandem.analytics.pilot.PilotQueries.PilotView;
import tandem.events.ProgrammeId;
import tandem.runtime.actor.Roles;
import tandem.runtime.idempotency.Idempotent;
import tandem.runtime.openapi.Refuses;
import tandem.runtime.page.Cursor;
import tandem.runtime.page.Page;
import tandem.runtime.revision.Revision;

/** Programmes as pilots: made from the template, their numbers agreed on and locked before week 5. */
@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class PilotResource {

    private static final int NUMBERS_MAX = 50;

    private final PilotService service;
    private final PilotQueries queries;

    PilotResource(PilotService service, PilotQueries queries) {
        this.service = service;
        this.queries = queries;
    }

    /** Which programme becomes a pilot. */
    public record NewPilot(@NotNull ProgrammeId programme) {}

    /** Numbers by the names of the template, all there are to be; those left out are the rulebook's or missing. */
    public record Numbers(@NotNull @Size(max = NUMBERS_MAX) Map<String, @NotNull BigDecimal> thresholds) {}

    @GET
    @Path("/pilot-template")
    @RolesAllowed({Roles.PROGRAM_LEAD, Roles.OPERATIONS_OWNER, Roles.STEERING, Roles.ANALYST, Roles.HR_PARTNER})
    @Operation(summary = "The 24 weeks: what each is for, who does it, and what its gate asks for")
    public PilotTemplate template() {
        return PilotTemplate.TWENTY_FOUR_WEEKS;
    }

    @POST
    @Path("/pilots")
    @RolesAllowed(Roles.PROGRAM_LEAD)
    @Idempotent
    @ResponseStatus(201)
    @Operation(summary = "Hold a programme to the 24 weeks, at the latest before its week 5")
    @Refuses({"programme-unknown", "pilot-exists", "pilot-too-late"})
    public PilotView create(@NotNull @Valid NewPilot pilot) {
        service.create(pilot.programme());
        return queries.get(pilot.programme());
    }

    @GET
    @Path("/pilots")
    @RolesAllowed({Roles.PROGRAM_LEAD, Roles.OPERATIONS_OWNER, Roles.STEERING, Roles.ANALYST, Roles.HR_PARTNER})
    @Operation(summary = "The pilots of the tenant")
    public Page<PilotView> pilots(
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue(Page.LIMIT_DEFAULT) @Min(Page.LIMIT_MIN) @Max(Page.LIMIT_MAX)
                    int limit) {
        return queries.all(Cursor.parse(cursor), limit);
    }

    @GET
    @Path("/pilots/{programme}")
    @RolesAllowed({Roles.PROGRAM_LEAD, Roles.OPERATIONS_OWNER, Roles.STEERING, Roles.ANALYST, Roles.HR_PARTNER})
    @Operation(summary = "A pilot as it stands; its ETag is needed to change it")
    @APIResponse(responseCode = "200", description = "The pilot")
    public RestResponse<PilotView> pilot(@PathParam("programme") UUID programme) {
        return tagged(new ProgrammeId(programme));
    }

    @PUT
    @Path("/pilots/{programme}/thresholds")
    @RolesAllowed(Roles.PROGRAM_LEAD)
    @Operation(
            summary = "Enter the numbers the pilot will be held to",
            description = "Those the rulebook gives may be left out or made stricter; the others have no default.")
    @APIResponse(responseCode = "200", description = "The pilot with these numbers")
    @Refuses({"thresholds-faulty", "thresholds-locked", "pilot-too-late"})
    public RestResponse<PilotView> enter(
            @PathParam("programme") UUID programme,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @NotNull @Valid Numbers numbers) {
        service.enter(new ProgrammeId(programme), numbers.thresholds(), Revision.of(ifMatch));
        return tagged(new ProgrammeId(programme));
    }

    @PUT
    @Path("/pilots/{programme}/plan")
    @RolesAllowed(Roles.PROGRAM_LEAD)
    @Operation(summary = "Say what the pilot costs and which KPI it is to move")
    @APIResponse(responseCode = "200", description = "The pilot with this plan")
    public RestResponse<PilotView> plan(
            @PathParam("programme") UUID programme,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @NotNull @Valid PilotPlan plan) {
        service.plan(new ProgrammeId(programme), plan, Revision.of(ifMatch));
        return tagged(new ProgrammeId(programme));
    }

    @POST
    @Path("/pilots/{programme}:lock")
    @RolesAllowed({Roles.PROGRAM_LEAD, Roles.OPERATIONS_OWNER})
    @Operation(
            summary = "Lock the numbers for good",
            description =
                    "Locked already, it stays as it was. What nobody locks before week 5 locks itself, if complete.")
    @Refuses({"thresholds-missing", "pilot-too-late"})
    public PilotView lock(@PathParam("programme") UUID programme) {
        service.lock(new ProgrammeId(programme));
        return queries.get(new ProgrammeId(programme));
    }

    private RestResponse<PilotView> tagged(ProgrammeId programme) {
        var pilot = queries.get(programme);
        return new Revision(pilot.revision()).tagged(pilot);
    }
}
