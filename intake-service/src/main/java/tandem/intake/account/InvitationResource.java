package tandem.intake.account;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.ResponseStatus;
import tandem.events.PersonId;
import tandem.runtime.actor.CurrentActor;
import tandem.runtime.actor.Roles;
import tandem.runtime.idempotency.Idempotent;
import tandem.runtime.openapi.Refuses;
import tandem.runtime.visibility.ShowsNobody;

/** Invitations: an account in the identity provider, and a mail that says so. */
@Path("/v1/invitations")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class InvitationResource {

    private final AccountService service;
    private final CurrentActor actor;

    InvitationResource(AccountService service, CurrentActor actor) {
        this.service = service;
        this.actor = actor;
    }

    @POST
    @RolesAllowed(Roles.PROGRAM_LEAD)
    @Idempotent
    @ResponseStatus(201)
    @Operation(summary = "Give a person an account with a role; asking again for a person who has one adds the role")
    @Refuses({"account-taken", "identity-provider-down"})
    @ShowsNobody("the account of whom the caller has just invited")
    public Invited invite(@Valid @NotNull Invitation invitation) {
        var role = switch (invitation.role()) {
            case PARTICIPANT -> Roles.PARTICIPANT;
            case PROVIDER -> Roles.PROVIDER;
            case DELEGATE -> Roles.DELEGATE;
        };
        return new Invited(
                invitation.person(), invitation.role(), service.invite(invitation.person(), role, actor.get()));
    }

    /** Whom to invite as what. Roles that decide are given by the realm's administrators, never by invitation. */
    public record Invitation(
            @NotNull PersonId person, @NotNull InvitedRole role) {}

    /** {@code account} is the identity provider's id. */
    public record Invited(PersonId person, InvitedRole role, String account) {}
}
