package tandem.matching.visibility;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import tandem.events.PersonId;
import tandem.matching.visibility.VisibilityQueries.Held;
import tandem.runtime.actor.CurrentActor;
import tandem.runtime.actor.Roles;

/** What matching-service holds about me, for which purpose, and who can read it. */
@Path("/v1/visibility")
@RunOnVirtualThread
public class VisibilityResource {

    private final VisibilityQueries queries;
    private final CurrentActor actor;

    VisibilityResource(VisibilityQueries queries, CurrentActor actor) {
        this.queries = queries;
        this.actor = actor;
    }

    /** Everything this service holds about the caller. */
    public record Visibility(PersonId person, List<Held> held) {}

    @GET
    @RolesAllowed({Roles.PARTICIPANT, Roles.PROVIDER})
    @Operation(summary = "What this service shows of me to whom")
    public Visibility visibility() {
        var me = actor.get().requirePerson();
        return new Visibility(me, queries.of(me));
    }
}
