package tandem.intake.profile;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import tandem.events.PersonId;
import tandem.events.Purpose;
import tandem.intake.consent.ConsentQueries;
import tandem.intake.consent.ConsentQueries.Held;
import tandem.intake.register.FieldRegister;
import tandem.runtime.actor.CurrentActor;
import tandem.runtime.actor.Roles;

/** What others can see of me, as far as this service lets them. */
@Path("/v1/visibility")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class VisibilityResource {

    /** What people in these roles can read of a participant or provider in this service, and through which call. */
    private static final List<RoleView> ROLES = List.of(
            new RoleView(Roles.PROGRAM_LEAD, List.of("givenName", "familyName"), "directory"),
            new RoleView(Roles.OPERATIONS_OWNER, List.of("givenName", "familyName"), "directory"),
            new RoleView(Roles.HR_PARTNER, List.of("givenName", "familyName"), "directory"),
            new RoleView(Roles.PROGRAM_LEAD, List.of("pathway", "tracks", "reasons", "wouldChange"), "decisions"),
            new RoleView(Roles.HR_PARTNER, List.of("pathway", "tracks", "reasons", "wouldChange"), "decisions"),
            new RoleView(Roles.PARTICIPANT, List.of("givenName", "familyName"), "the other side of an open match"),
            new RoleView(Roles.PROVIDER, List.of("givenName", "familyName"), "the other side of an open match"));

    private final ConsentQueries consents;
    private final CurrentActor actor;

    VisibilityResource(ConsentQueries consents, CurrentActor actor) {
        this.consents = consents;
        this.actor = actor;
    }

    @GET
    @RolesAllowed({Roles.PARTICIPANT, Roles.PROVIDER})
    @Operation(
            summary =
                    "Which of my fields go to which service under which purpose, and what people of which role can read")
    public Visibility visibility() {
        var me = actor.get().requirePerson();
        var granted = consents.of(me).stream()
                .filter(Held::granted)
                .map(Held::purpose)
                .collect(Collectors.toSet());
        return new Visibility(
                me,
                FieldRegister.purposes().stream()
                        .map(view -> new Outgoing(
                                view.purpose(), granted.contains(view.purpose()), view.readers(), view.fields()))
                        .toList(),
                ROLES);
    }

    /** My fields by purpose and by role of the reader. */
    public record Visibility(PersonId person, List<Outgoing> purposes, List<RoleView> roles) {}

    /** What a purpose lets out; nothing of it is known to the readers unless it is granted. */
    public record Outgoing(Purpose purpose, boolean granted, List<String> readers, List<String> fields) {}

    /** The fields people of a role can read, and where. */
    public record RoleView(String role, List<String> fields, String through) {}
}
