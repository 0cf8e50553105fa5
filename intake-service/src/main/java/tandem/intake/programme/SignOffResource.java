package tandem.intake.programme;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.ResponseStatus;
import tandem.events.ProgrammeId;
import tandem.intake.programme.ProgrammeQueries.SignOff;
import tandem.runtime.actor.CurrentActor;
import tandem.runtime.actor.Roles;
import tandem.runtime.idempotency.Idempotent;
import tandem.runtime.openapi.Refuses;
import tandem.runtime.visibility.ShowsNobody;

/** The legal sign-off of a programme (W1). */
@Path("/v1/programmes/{id}/sign-offs")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class SignOffResource {

    private final ProgrammeService service;
    private final ProgrammeQueries queries;
    private final CurrentActor actor;

    SignOffResource(ProgrammeService service, ProgrammeQueries queries, CurrentActor actor) {
        this.service = service;
        this.queries = queries;
        this.actor = actor;
    }

    @POST
    @RolesAllowed(Roles.DATA_PROTECTION)
    @Idempotent
    @ResponseStatus(201)
    @Operation(
            summary = "Sign off what people will agree to; recruiting and COMPARISON may start",
            description = "Names the document by its SHA-256 and is stamped with the policy version in force. A later "
                    + "document is signed again; no sign-off is ever changed.")
    @Refuses("person-missing")
    @ShowsNobody("who signed for legal; nobody who takes part")
    public SignOff sign(@PathParam("id") UUID id, @Valid @NotNull Signature signature) {
        return service.signOff(new ProgrammeId(id), signature.documentHash(), actor.get());
    }

    @GET
    @RolesAllowed({Roles.PROGRAM_LEAD, Roles.OPERATIONS_OWNER, Roles.HR_PARTNER, Roles.STEERING, Roles.DATA_PROTECTION})
    @Operation(summary = "Who signed which document when, oldest first; the last 200")
    @ShowsNobody("who signed for legal; nobody who takes part")
    public List<SignOff> signOffs(@PathParam("id") UUID id) {
        return queries.signOffs(queries.existing(new ProgrammeId(id)).programme());
    }

    /** What is signed. */
    public record Signature(
            @NotNull @Pattern(regexp = "sha256:[0-9a-f]{64}")
            String documentHash) {}
}
