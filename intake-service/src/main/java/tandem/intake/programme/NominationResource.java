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
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;
import tandem.events.ProgrammeId;
import tandem.intake.programme.Nomination.RejectReason;
import tandem.intake.programme.Nomination.State;
import tandem.intake.programme.NominationQueries.NominationView;
import tandem.intake.programme.NominationService.Nominated;
import tandem.runtime.actor.CurrentActor;
import tandem.runtime.actor.Roles;
import tandem.runtime.idempotency.Idempotent;
import tandem.runtime.openapi.Refuses;
import tandem.runtime.page.Cursor;
import tandem.runtime.page.Page;
import tandem.runtime.visibility.Shows;
import tandem.runtime.visibility.ShowsNobody;

/** Names for a programme, from HR, leads or the people themselves, up to the answer of whoever was invited. */
@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class NominationResource {

    private static final int NUMBERS_MAX = 500;

    private final NominationService service;
    private final NominationQueries queries;
    private final CurrentActor actor;

    NominationResource(NominationService service, NominationQueries queries, CurrentActor actor) {
        this.service = service;
        this.queries = queries;
        this.actor = actor;
    }

    @POST
    @Path("/nominations")
    @RolesAllowed({Roles.PROGRAM_LEAD, Roles.HR_PARTNER})
    @Idempotent
    @Operation(summary = "Name employees for a programme, an outcome for each")
    @Refuses({"sign-off-missing", "onboarding-stopped", "programme-over"})
    @Shows(value = Outcomes.class, of = "employees of the numbers the caller gives")
    public Outcomes nominate(@Valid @NotNull Names names) {
        return new Outcomes(service.nominate(new ProgrammeId(names.programme()), names.employeeNumbers(), actor.get()));
    }

    @POST
    @Path("/me/nominations")
    @RolesAllowed(Roles.PARTICIPANT)
    @Idempotent
    @Operation(summary = "Name myself for a programme")
    @Refuses({"sign-off-missing", "onboarding-stopped", "programme-over"})
    public Nominated nominateMe(@Valid @NotNull Wish wish) {
        return service.nominateSelf(new ProgrammeId(wish.programme()), actor.get());
    }

    @GET
    @Path("/nominations")
    @RolesAllowed({Roles.PROGRAM_LEAD, Roles.OPERATIONS_OWNER, Roles.HR_PARTNER})
    @Operation(summary = "Nominations, oldest first")
    @Shows(value = NominationView.class, of = "everybody named for a programme")
    public Page<NominationView> nominations(
            @QueryParam("programme") @Nullable UUID programme,
            @QueryParam("state") @Nullable State state,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue(Page.LIMIT_DEFAULT) @Min(Page.LIMIT_MIN) @Max(Page.LIMIT_MAX)
                    int limit) {
        return queries.nominations(
                programme == null ? null : new ProgrammeId(programme), null, state, Cursor.parse(cursor), limit);
    }

    @GET
    @Path("/me/nominations")
    @RolesAllowed(Roles.PARTICIPANT)
    @Operation(summary = "My own nominations and invitations, oldest first")
    public Page<NominationView> mine(
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue(Page.LIMIT_DEFAULT) @Min(Page.LIMIT_MIN) @Max(Page.LIMIT_MAX)
                    int limit) {
        return queries.nominations(null, actor.get().requirePerson(), null, Cursor.parse(cursor), limit);
    }

    @POST
    @Path("/nominations/{id}:approve")
    @RolesAllowed(Roles.PROGRAM_LEAD)
    @Operation(
            summary = "Invite the person, or let them wait where there is no seat",
            description =
                    "The seat is held for 14 days. Whoever has no account yet gets one with POST /v1/invitations.")
    @Refuses({"nomination-state", "sign-off-missing", "onboarding-stopped", "programme-over"})
    public NominationView approve(@PathParam("id") UUID id) {
        service.approve(id, actor.get());
        return view(id);
    }

    @POST
    @Path("/nominations/{id}:reject")
    @RolesAllowed(Roles.PROGRAM_LEAD)
    @Operation(summary = "Say no, with a reason")
    @Refuses("nomination-state")
    public NominationView reject(@PathParam("id") UUID id, @Valid @NotNull Rejection rejection) {
        service.reject(id, rejection.reason(), actor.get());
        return view(id);
    }

    @POST
    @Path("/nominations/{id}:accept")
    @RolesAllowed(Roles.PARTICIPANT)
    @Operation(summary = "Take the seat that is held for me")
    @Refuses({
        "nomination-state",
        "employee-unknown",
        "enrolled-elsewhere",
        "employment-ended",
        "cohort-full",
        "consent-missing",
        "sign-off-missing",
        "onboarding-stopped",
        "programme-over"
    })
    @ShowsNobody("the caller's own seat")
    public NominationView accept(@PathParam("id") UUID id) {
        service.accept(id, actor.get());
        return view(id);
    }

    @POST
    @Path("/nominations/{id}:decline")
    @RolesAllowed(Roles.PARTICIPANT)
    @Operation(summary = "Take no seat; possible at any time, also while onboarding is stopped")
    @Refuses("nomination-state")
    @ShowsNobody("the caller's own seat")
    public NominationView decline(@PathParam("id") UUID id) {
        service.decline(id, actor.get());
        return view(id);
    }

    private NominationView view(UUID id) {
        return queries.nomination(id).orElseThrow();
    }

    /** Whom to name for what. */
    public record Names(
            @NotNull UUID programme,
            @NotEmpty @Size(max = NUMBERS_MAX) List<@NotBlank @Size(max = 64) String> employeeNumbers) {}

    /** Which programme I would like to take part in. */
    public record Wish(@NotNull UUID programme) {}

    /** Why not. */
    public record Rejection(@NotNull RejectReason reason) {}

    /** An outcome for each name, in the order given. */
    public record Outcomes(List<Nominated> nominations) {}
}
