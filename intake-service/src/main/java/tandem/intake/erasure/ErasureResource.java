package tandem.intake.erasure;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.ResponseStatus;
import tandem.events.PersonId;
import tandem.events.RemovalId;
import tandem.runtime.actor.CurrentActor;
import tandem.runtime.actor.Roles;
import tandem.runtime.idempotency.Idempotent;
import tandem.runtime.visibility.ShowsNobody;

/** The right to be forgotten (GDPR 17). */
@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class ErasureResource {

    private final ErasureService service;
    private final CurrentActor actor;

    ErasureResource(ErasureService service, CurrentActor actor) {
        this.service = service;
        this.actor = actor;
    }

    @POST
    @Path("/me:erase")
    @RolesAllowed({Roles.PARTICIPANT, Roles.PROVIDER})
    @Idempotent
    @ResponseStatus(202)
    @Operation(summary = "Forget me; keep the id of the removal, it is the way to the certificate")
    public Requested eraseMe() {
        var me = actor.get();
        return new Requested(service.erase(me.requirePerson(), me.who()));
    }

    @POST
    @Path("/people/{id}:erase")
    @RolesAllowed(Roles.DATA_PROTECTION)
    @Idempotent
    @ResponseStatus(202)
    @Operation(summary = "Forget a person who asked for it")
    @ShowsNobody("the id of the removal that was asked for")
    public Requested erase(@PathParam("id") UUID id) {
        return new Requested(service.erase(new PersonId(id), actor.get().who()));
    }

    /** The removal that was started; its certificate completes as the services report. */
    public record Requested(RemovalId removal) {}
}
