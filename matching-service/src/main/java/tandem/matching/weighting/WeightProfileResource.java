package tandem.matching.weighting;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import tandem.events.ProgrammeId;
import tandem.matching.weighting.WeightProfileQueries.WeightProfileView;
import tandem.matching.weighting.WeightProfileQueries.WeightProfilesView;
import tandem.runtime.actor.CurrentActor;
import tandem.runtime.actor.Roles;
import tandem.runtime.openapi.Refuses;
import tandem.runtime.revision.Revision;

/** Weights a programme makes for itself; its policy names the profile to match by. */
@Path("/v1/programmes/{programme}/weight-profiles")
@RunOnVirtualThread
public class WeightProfileResource {

    private final WeightProfileService service;
    private final WeightProfileQueries queries;
    private final CurrentActor actor;

    WeightProfileResource(WeightProfileService service, WeightProfileQueries queries, CurrentActor actor) {
        this.service = service;
        this.queries = queries;
        this.actor = actor;
    }

    /** Points of the five signals, 100 in all. */
    public record Points(
            @Min(0) @Max(100) int technical,
            @Min(0) @Max(100) int behavioural,
            @Min(0) @Max(100) int sponsorship,
            @Min(0) @Max(100) int availability,
            @Min(0) @Max(100) int pastSuccess) {
        WeightProfileService.Points entered() {
            return new WeightProfileService.Points(technical, behavioural, sponsorship, availability, pastSuccess);
        }
    }

    /** Points per kind of pairing; for a promotion sponsorship outweighs technical fit, a coach is matched on the gap. */
    public record Profile(
            @NotNull @Valid Points general,
            @Valid @Nullable Points promotion,
            @Valid @Nullable Points coaching) {}

    @GET
    @RolesAllowed({Roles.PROGRAM_LEAD, Roles.OPERATIONS_OWNER, Roles.HR_PARTNER})
    @Operation(summary = "The weight profiles of a programme, each in its latest version")
    @Refuses("programme-unknown")
    public WeightProfilesView list(@PathParam("programme") UUID programme) {
        return queries.all(new ProgrammeId(programme));
    }

    @GET
    @Path("/{name}")
    @RolesAllowed({Roles.PROGRAM_LEAD, Roles.OPERATIONS_OWNER, Roles.HR_PARTNER})
    @Operation(summary = "A weight profile in its latest version; its ETag is needed to change it")
    @APIResponse(responseCode = "200", description = "The profile")
    public RestResponse<WeightProfileView> get(@PathParam("programme") UUID programme, @PathParam("name") String name) {
        return answer(queries.get(new ProgrammeId(programme), name));
    }

    @PUT
    @Path("/{name}")
    @RolesAllowed(Roles.PROGRAM_LEAD)
    @Operation(
            summary = "Add a version of a weight profile",
            description = "The first one needs no If-Match, every later one the ETag of what was read last.")
    @APIResponse(responseCode = "200", description = "The profile in its new version")
    @Refuses({"programme-unknown", "weights-faulty", "weight-profile-shipped"})
    public RestResponse<WeightProfileView> put(
            @PathParam("programme") UUID programme,
            @PathParam("name") @Pattern(regexp = WeightProfileQueries.NAME) String name,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @NotNull @Valid Profile profile) {
        service.put(
                new ProgrammeId(programme),
                name,
                profile.general().entered(),
                profile.promotion() == null ? null : profile.promotion().entered(),
                profile.coaching() == null ? null : profile.coaching().entered(),
                Revision.of(ifMatch),
                actor.get());
        return answer(queries.get(new ProgrammeId(programme), name));
    }

    private static RestResponse<WeightProfileView> answer(WeightProfileView profile) {
        return new Revision(profile.version()).tagged(profile);
    }
}
