package tandem.runtime.signing;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.ResponseStatus;
import tandem.runtime.actor.Roles;
import tandem.runtime.idempotency.Idempotent;
import tandem.runtime.problem.CommonProblems;
import tandem.runtime.problem.Refused;

/** The public keys that receipts and certificates are checked with. */
@Path("/v1")
@RunOnVirtualThread
public class KeyResource {

    private final SigningService signing;

    KeyResource(SigningService signing) {
        this.signing = signing;
    }

    @GET
    @Path("/keys/{tenant}")
    @PermitAll
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "The public keys of a tenant as a JWK Set (RFC 7517), retired ones too; no token is needed",
            description = "Checks every receipt and certificate the tenant ever signed, with any JOSE library.")
    @APIResponse(
            responseCode = "200",
            description = "A JWK Set",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(type = SchemaType.OBJECT)))
    public String keys(@PathParam("tenant") String tenant) {
        var keys = signing.published(tenant);
        if (keys.isEmpty()) {
            throw new Refused(CommonProblems.NOT_FOUND, "No keys under this name");
        }
        return "{\"keys\":[" + String.join(",", keys) + "]}";
    }

    @POST
    @Path("/keys:rotate")
    @RolesAllowed(Roles.DATA_PROTECTION)
    @Idempotent
    @ResponseStatus(201)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "Sign with a new key from now on; the old one is kept for what it signed")
    public Rotated rotate() {
        return new Rotated(signing.rotate());
    }

    /** The key that signs from now on, by its RFC 7638 thumbprint. */
    public record Rotated(String kid) {}
}
