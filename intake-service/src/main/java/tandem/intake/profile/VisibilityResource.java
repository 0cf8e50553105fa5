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
import tandem.intake.hris.EmploymentResource;
import tandem.intake.intake.DecisionResource;
import tandem.intake.people.DirectoryResource;
import tandem.intake.programme.ProgrammeResource;
import tandem.intake.receipt.ReceiptResource;
import tandem.intake.register.FieldRegister;
import tandem.runtime.actor.CurrentActor;
import tandem.runtime.actor.Roles;
import tandem.runtime.audit.AuditResource;
import tandem.runtime.visibility.Exposures;
import tandem.runtime.visibility.Exposures.Exposure;

/** What others can see of me, as far as this service lets them. */
@Path("/v1/visibility")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class VisibilityResource {

    /** Everybody who may look, those too who see nothing: an empty list is an answer. A manager has no account and sees nothing. */
    private static final List<String> READERS = List.of(
            "manager",
            Roles.PROGRAM_LEAD,
            Roles.OPERATIONS_OWNER,
            Roles.HR_PARTNER,
            Roles.STEERING,
            Roles.ANALYST,
            Roles.BI,
            Roles.DATA_PROTECTION,
            Roles.PROVIDER,
            Roles.PARTICIPANT,
            Roles.DELEGATE);

    private static final List<Exposure> EXPOSURES = Exposures.of(
            DirectoryResource.class,
            DecisionResource.class,
            ProgrammeResource.class,
            ReceiptResource.class,
            EmploymentResource.class,
            AuditResource.class);

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
                READERS.stream()
                        .map(role -> new RoleView(
                                role,
                                EXPOSURES.stream()
                                        .filter(exposure -> exposure.role().equals(role))
                                        .toList()))
                        .toList());
    }

    /** My fields by purpose and by role of the reader. */
    public record Visibility(PersonId person, List<Outgoing> purposes, List<RoleView> roles) {}

    /** What a purpose lets out; nothing of it is known to the readers unless it is granted. */
    public record Outgoing(Purpose purpose, boolean granted, List<String> readers, List<String> fields) {}

    /** What people of a role can read of me, route by route; empty when that is nothing. */
    public record RoleView(String role, List<Exposure> sees) {}
}
