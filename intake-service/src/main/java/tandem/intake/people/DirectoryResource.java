package tandem.intake.people;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;
import tandem.events.PersonId;
import tandem.runtime.actor.CurrentActor;
import tandem.runtime.actor.Roles;
import tandem.runtime.audit.NoAct;
import tandem.runtime.visibility.Exposures;
import tandem.runtime.visibility.OnlyFor;
import tandem.runtime.visibility.Shows;
import tandem.runtime.visibility.ShowsNobody;

/** From addresses to pseudonyms and back, at most 200 a call, each call on record. */
@Path("/v1")
@NoAct("the directory writes down itself whom it named")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class DirectoryResource {

    private static final int ASKED_MAX = 200;

    private final DirectoryService directory;
    private final CurrentActor actor;

    DirectoryResource(DirectoryService directory, CurrentActor actor) {
        this.directory = directory;
        this.actor = actor;
    }

    @POST
    @Path("/directory:identify")
    @RolesAllowed(Roles.SERVICE)
    @Operation(summary = "Who has these addresses: person by address, null for an address nobody has")
    public Map<String, @Nullable PersonId> identify(@Valid @NotNull Addresses asked) {
        return directory.identify(actor.get(), asked.addresses());
    }

    @POST
    @Path("/directory:find")
    @RolesAllowed({Roles.PROGRAM_LEAD, Roles.SERVICE})
    @Operation(summary = "Who has these employee numbers: person by number, null for a number HR has not posted")
    @ShowsNobody("the pseudonym behind a number the caller has")
    public Map<String, @Nullable PersonId> find(@Valid @NotNull EmployeeNumbers asked) {
        return directory.find(actor.get(), asked.employeeNumbers());
    }

    @POST
    @Path("/directory:resolve")
    @RolesAllowed({
        Roles.SERVICE,
        Roles.PROGRAM_LEAD,
        Roles.OPERATIONS_OWNER,
        Roles.HR_PARTNER,
        Roles.PARTICIPANT,
        Roles.PROVIDER
    })
    @Shows(value = Name.class, of = "people of programmes to those who run them; the other side of an open match")
    @Operation(summary = "The names the caller may see, by person; others are absent. Addresses for services only")
    public Map<PersonId, Name> resolve(@Valid @NotNull Persons asked) {
        var caller = actor.get();
        var withAddress = Exposures.shows(Name.class, "email", caller.roles());
        var names = new LinkedHashMap<PersonId, Name>();
        directory
                .resolve(caller, asked.persons())
                .forEach((person, identity) -> names.put(
                        person,
                        new Name(identity.givenName(), identity.familyName(), withAddress ? identity.email() : null)));
        return names;
    }

    /** Addresses to look for. */
    public record Addresses(@NotEmpty @Size(max = ASKED_MAX) List<@NotBlank @Size(max = 254) String> addresses) {}

    /** Employee numbers to look for. */
    public record EmployeeNumbers(
            @NotEmpty @Size(max = ASKED_MAX) List<@NotBlank @Size(max = 64) String> employeeNumbers) {}

    /** People to name. */
    public record Persons(@NotEmpty @Size(max = ASKED_MAX) Set<@NotNull PersonId> persons) {}

    /** What the caller may know of a person. */
    public record Name(
            String givenName,
            String familyName,
            @OnlyFor(Roles.SERVICE) @Nullable String email) {}
}
