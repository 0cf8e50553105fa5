package tandem.intake.group;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;
import tandem.events.GroupAttribute;
import tandem.events.GroupDimension;
import tandem.intake.group.Groups.Declared;
import tandem.runtime.actor.CurrentActor;
import tandem.runtime.actor.Roles;
import tandem.runtime.audit.NoAct;
import tandem.runtime.openapi.Refuses;

/** Which groups I say to belong to. */
@Path("/v1/me/groups")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class GroupResource {

    private static final List<Choice> CHOICES = Arrays.stream(GroupDimension.values())
            .map(dimension -> new Choice(dimension, dimension.codes()))
            .toList();

    private final GroupService service;
    private final CurrentActor actor;

    GroupResource(GroupService service, CurrentActor actor) {
        this.service = service;
        this.actor = actor;
    }

    @GET
    @RolesAllowed(Roles.PARTICIPANT)
    @Operation(summary = "Which groups I have declared, and which there are to choose from")
    @APIResponse(responseCode = "200", description = "My declaration, without groups while there is none")
    public GroupsView groups() {
        return service.read(actor.get().requirePerson())
                .map(GroupResource::view)
                .orElseGet(() -> new GroupsView(List.of(), null, CHOICES));
    }

    @PUT
    @NoAct("nobody else ever reads a declaration")
    @RolesAllowed(Roles.PARTICIPANT)
    @Operation(
            summary = "Declare which groups I belong to, in the place of what I declared before",
            description =
                    "Needs my explicit consent to FAIRNESS (PUT /v1/me/consents/FAIRNESS), and is removed with it. A dimension I"
                            + " prefer not to speak of I leave out. What I declare feeds the audit of selection rates and never the"
                            + " match engine.")
    @APIResponse(responseCode = "200", description = "The declaration as it stands")
    @Refuses({"consent-missing", "group-refused"})
    public GroupsView declare(@Valid @NotNull Declaration declaration) {
        var attributes = declaration.groups().stream()
                .map(membership -> new GroupAttribute(membership.dimension(), membership.code()))
                .toList();
        return view(service.declare(actor.get().requirePerson(), attributes));
    }

    @DELETE
    @NoAct("nobody else ever reads a declaration")
    @RolesAllowed(Roles.PARTICIPANT)
    @ResponseStatus(204)
    @Operation(summary = "Take my declaration back; my consent to FAIRNESS stays")
    @APIResponse(responseCode = "204", description = "It is gone")
    public void forget() {
        service.forget(actor.get().requirePerson());
    }

    private static GroupsView view(Declared declared) {
        return new GroupsView(declared.groups(), declared.declaredAt(), CHOICES);
    }

    /** At most one group of each dimension; who declares nothing at all takes the declaration back instead. */
    public record Declaration(
            @NotNull @Size(min = 1, max = 5) List<@NotNull @Valid Membership> groups) {}

    /** One group of one dimension. */
    public record Membership(
            @NotNull GroupDimension dimension,
            @NotBlank @Size(max = 40) String code) {}

    /**
     * What I declared.
     *
     * @param choices the groups of each dimension
     */
    public record GroupsView(
            List<GroupAttribute> groups, @Nullable Instant declaredAt, List<Choice> choices) {}

    /** A dimension with its groups. */
    public record Choice(GroupDimension dimension, List<String> codes) {}
}
