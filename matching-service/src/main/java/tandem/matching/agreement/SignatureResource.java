package tandem.matching.agreement;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;
import tandem.events.MatchId;
import tandem.matching.agreement.AgreementResource.AgreementView;
import tandem.runtime.actor.CurrentActor;
import tandem.runtime.actor.Roles;
import tandem.runtime.openapi.Refuses;

/** The two signatures; each side gives its own and nobody else any. */
@Path("/v1/matches/{id}/agreement:sign")
@RunOnVirtualThread
public class SignatureResource {

    private final AgreementService service;
    private final CurrentActor actor;

    SignatureResource(AgreementService service, CurrentActor actor) {
        this.service = service;
        this.actor = actor;
    }

    /** Names the text that was read; without it the present text is signed. */
    public record Signing(
            @Pattern(regexp = "[0-9a-f]{64}") @Nullable String contentHash) {}

    @POST
    @RolesAllowed({Roles.PARTICIPANT, Roles.PROVIDER})
    @Operation(summary = "Sign the words that were read; with both signatures the engagement begins")
    @Refuses({"agreement-not-open", "agreement-text-differs"})
    public AgreementView sign(@PathParam("id") UUID id, @Valid @Nullable Signing signing) {
        var hash = signing == null ? null : signing.contentHash();
        return AgreementView.of(service.sign(new MatchId(id), actor.get(), hash));
    }
}
