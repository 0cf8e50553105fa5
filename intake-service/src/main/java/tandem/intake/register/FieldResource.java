package tandem.intake.register;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import tandem.intake.register.FieldRegister.Outgoing;
import tandem.intake.register.FieldRegister.PurposeView;
import tandem.runtime.actor.Roles;

/** The field register, for whoever has to know what feeds what. */
@Path("/v1/fields")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class FieldResource {

    @GET
    @RolesAllowed({
        Roles.PARTICIPANT,
        Roles.PROVIDER,
        Roles.PROGRAM_LEAD,
        Roles.OPERATIONS_OWNER,
        Roles.HR_PARTNER,
        Roles.STEERING,
        Roles.ANALYST,
        Roles.DATA_PROTECTION
    })
    @Operation(summary = "Which fields each purpose lets out, to which service, on which basis, and how it ends")
    public Register fields() {
        return new Register(FieldRegister.purposes(), FieldRegister.all());
    }

    /** By purpose, and by the record that carries the fields. */
    public record Register(List<PurposeView> purposes, List<Outgoing> records) {}
}
