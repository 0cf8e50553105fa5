package tandem.matching.agreement;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.Period;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;
import tandem.events.EngagementKind;
import tandem.events.MatchId;
import tandem.matching.agreement.AgreementResource.AgreementView;
import tandem.runtime.actor.CurrentActor;
import tandem.runtime.actor.Roles;
import tandem.runtime.openapi.Refuses;

/** Other terms for an agreement, a renewal among them: a new version that both sides sign. */
@Path("/v1/matches/{id}/agreement:change")
@RunOnVirtualThread
public class ChangeResource {

    private final AgreementService service;
    private final CurrentActor actor;

    ChangeResource(AgreementService service, CurrentActor actor) {
        this.service = service;
        this.actor = actor;
    }

    /**
     * The terms wanted; what is left out stays as it is.
     *
     * @param term in all from the first day, such as P6M, or P8W for one skill; a longer one renews the engagement
     * @param openEnded mentoring that may go on past twelve months, a quarter at a time
     * @param reason why, as a code
     */
    public record Wanted(
            @Nullable EngagementKind kind,
            @Pattern(regexp = "P[1-9][0-9]?[MW]") @Nullable String term,
            @Nullable Boolean openEnded,
            @Min(1) @Max(60) @Nullable Integer cadenceDays,
            @Min(1) @Max(240) @Nullable Integer sessionMinutes,
            @Min(0) @Max(60) @Nullable Integer noticeDays,

            @NotNull @Pattern(regexp = "[A-Z][A-Z0-9_]{1,59}")
            String reason) {

        Change change() {
            return new Change(
                    kind,
                    term == null ? null : Period.parse(term),
                    openEnded,
                    cadenceDays,
                    sessionMinutes,
                    noticeDays,
                    reason);
        }
    }

    @POST
    @RolesAllowed({Roles.PARTICIPANT, Roles.PROVIDER, Roles.PROGRAM_LEAD})
    @Operation(summary = "Draw up a version with other terms or a longer term, to be signed by both sides anew")
    @Refuses({"agreement-not-open", "terms-refused", "agreement-versions-full", "engagement-ended"})
    public AgreementView change(@PathParam("id") UUID id, @NotNull @Valid Wanted wanted) {
        return AgreementView.of(service.change(new MatchId(id), wanted.change(), AgreementResource.sideOf(actor)));
    }
}
