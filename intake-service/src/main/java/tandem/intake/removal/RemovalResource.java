package tandem.intake.removal;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;
import tandem.events.RemovalId;
import tandem.intake.removal.RemovalQueries.Certificate;
import tandem.runtime.actor.Roles;
import tandem.runtime.page.Cursor;
import tandem.runtime.page.Page;
import tandem.runtime.signing.SigningService;
import tandem.runtime.visibility.Shows;

/** Certificates of removal. The id is random and only the person who asked was told it: holding it is the right to read. */
@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class RemovalResource {

    private final CertificateService certificates;
    private final RemovalQueries queries;

    RemovalResource(CertificateService certificates, RemovalQueries queries) {
        this.certificates = certificates;
        this.queries = queries;
    }

    @GET
    @Path("/removals")
    @RolesAllowed(Roles.DATA_PROTECTION)
    @Operation(summary = "Removals not every service has reported yet, the one that waits longest first")
    @Shows(value = Certificate.class, of = "anybody, for supervision")
    public Page<Certificate> open(
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue(Page.LIMIT_DEFAULT) @Min(Page.LIMIT_MIN) @Max(Page.LIMIT_MAX)
                    int limit) {
        return queries.open(Cursor.parse(cursor), limit);
    }

    @GET
    @Path("/removals/{id}")
    @RolesAllowed({Roles.PARTICIPANT, Roles.PROVIDER, Roles.DATA_PROTECTION, Roles.SIMULATOR})
    @Operation(
            summary =
                    "The certificate of a withdrawal or an erasure: what each service removed, and who has yet to report")
    @Shows(
            value = Certificate.class,
            of = "anybody, for supervision",
            own = {Roles.PARTICIPANT, Roles.PROVIDER})
    public Certificate certificate(@PathParam("id") UUID id) {
        return certificates.get(new RemovalId(id));
    }

    @GET
    @Path("/removals/{id}")
    @RolesAllowed({Roles.PARTICIPANT, Roles.PROVIDER, Roles.DATA_PROTECTION, Roles.SIMULATOR})
    @Produces(SigningService.JOSE)
    @Operation(
            summary = "The complete certificate, signed as receipts are: a compact JWS (ES256)",
            description = "Problems: removal-open (409) while a service has yet to report.")
    @Shows(
            value = Certificate.class,
            of = "anybody, for supervision",
            own = {Roles.PARTICIPANT, Roles.PROVIDER})
    public String signed(@PathParam("id") UUID id) {
        return certificates.signed(new RemovalId(id));
    }

    @GET
    @Path("/certificates/{tenant}/{id}")
    @PermitAll
    @Produces(SigningService.JOSE)
    @Operation(
            summary = "The same without a token, for whoever was erased and has no account any more",
            description = "Problems: removal-open (409) while a service has yet to report.")
    public String signed(@PathParam("tenant") String tenant, @PathParam("id") UUID id) {
        return certificates.signedFor(tenant, new RemovalId(id));
    }
}
