package tandem.intake.people;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;
import tandem.events.PersonId;
import tandem.runtime.actor.CurrentActor;
import tandem.runtime.actor.Roles;
import tandem.runtime.idempotency.Idempotent;
import tandem.runtime.openapi.Refuses;
import tandem.runtime.visibility.ShowsNobody;

/** People HR does not post, and what I am known as. */
@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class PeopleResource {

    private final PeopleService service;
    private final CurrentActor actor;

    PeopleResource(PeopleService service, CurrentActor actor) {
        this.service = service;
        this.actor = actor;
    }

    @POST
    @Path("/people")
    @RolesAllowed(Roles.PROGRAM_LEAD)
    @Idempotent
    @ResponseStatus(201)
    @Operation(summary = "Enter an external provider or a contact")
    @Refuses({"address-in-use", "time-zone-unknown"})
    @ShowsNobody("the pseudonym of whom the caller has just entered")
    public Entered enter(@Valid @NotNull NewPerson person) {
        return new Entered(service.enter(
                switch (person.kind()) {
                    case EXTERNAL_PROVIDER -> PersonKind.EXTERNAL_PROVIDER;
                    case CONTACT -> PersonKind.CONTACT;
                },
                person.givenName(),
                person.familyName(),
                person.email(),
                person.timeZone()));
    }

    @GET
    @Path("/me")
    @RolesAllowed({Roles.PARTICIPANT, Roles.PROVIDER, Roles.DELEGATE})
    @Operation(summary = "What I am known as")
    public Me me() {
        var identity = service.get(actor.get().requirePerson());
        return new Me(
                identity.person(),
                identity.kind(),
                identity.givenName(),
                identity.familyName(),
                identity.email(),
                identity.timeZone());
    }

    /** Someone HR does not know. */
    public record NewPerson(
            @NotNull Kind kind,
            @NotBlank @Size(max = 100) String givenName,
            @NotBlank @Size(max = 100) String familyName,
            @NotBlank @Email @Size(max = 254) String email,
            @Nullable @Size(max = 64) String timeZone) {

        /** Employees come from HR alone. */
        public enum Kind {
            EXTERNAL_PROVIDER,
            CONTACT
        }
    }

    /** The pseudonym, the only thing the rest of Tandem will know. */
    public record Entered(PersonId person) {}

    /** The caller, in the clear. */
    public record Me(
            PersonId person,
            PersonKind kind,
            String givenName,
            String familyName,
            String email,
            @Nullable String timeZone) {}
}
