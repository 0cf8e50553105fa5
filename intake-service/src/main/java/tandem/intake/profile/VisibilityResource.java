package tandem.intake.profile;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import tandem.events.ConsentItem;
import tandem.events.PersonId;
import tandem.events.Purpose;
import tandem.intake.consent.ConsentQueries;
import tandem.intake.consent.ConsentQueries.Held;
import tandem.intake.hris.EmploymentResource;
import tandem.intake.intake.DecisionResource;
import tandem.intake.people.DirectoryResource;
import tandem.intake.programme.NominationResource;
import tandem.intake.programme.ProgrammeResource;
import tandem.intake.receipt.ReceiptResource;
import tandem.intake.register.FieldRegister;
import tandem.intake.removal.RemovalResource;
import tandem.runtime.actor.CurrentActor;
import tandem.runtime.actor.Roles;
import tandem.runtime.audit.AuditResource;
import tandem.runtime.visibility.Exposures;
import tandem.runtime.visibility.Exposures.RoleView;

/** What others can see of me, as far as this service lets them. */
@Path("/v1/visibility")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class VisibilityResource {

    private static final List<RoleView> ROLES = Exposures.byRole(
            DirectoryResource.class,
            DecisionResource.class,
            ProgrammeResource.class,
            NominationResource.class,
            ReceiptResource.class,
            RemovalResource.class,
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
        var granted = consents.of(me).stream().filter(Held::granted).toList();
        return new Visibility(
                me,
                FieldRegister.purposes().stream()
                        .map(view -> new Outgoing(
                                view.purpose(),
                                granted.stream().anyMatch(held -> held.purpose() == view.purpose()),
                                view.readers(),
                                view.fields(),
                                items(granted, view.purpose())))
                        .toList(),
                ROLES);
    }

    private static List<ConsentItem> items(List<Held> granted, Purpose purpose) {
        return granted.stream()
                .filter(held -> held.purpose() == purpose)
                .flatMap(held -> Stream.ofNullable(held.item()))
                .toList();
    }

    /** My fields by purpose and by role of the reader. */
    public record Visibility(PersonId person, List<Outgoing> purposes, List<RoleView> roles) {}

    /**
     * What a purpose lets out; nothing of it is known to the readers unless it is granted.
     *
     * @param items the single fields I gave, each to whom, of a purpose given item by item
     */
    public record Outgoing(
            Purpose purpose, boolean granted, List<String> readers, List<String> fields, List<ConsentItem> items) {}
}
