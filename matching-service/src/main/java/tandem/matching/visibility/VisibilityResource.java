package tandem.matching.visibility;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import tandem.events.PersonId;
import tandem.matching.agreement.AgreementResource;
import tandem.matching.coaching.CoachingGroupResource;
import tandem.matching.engagement.EngagementResource;
import tandem.matching.exploration.ExplorationResource;
import tandem.matching.match.MatchResource;
import tandem.matching.offer.WaitlistResource;
import tandem.matching.provider.ProofResource;
import tandem.matching.provider.ProviderResource;
import tandem.matching.review.ReviewResource;
import tandem.matching.run.RunResource;
import tandem.runtime.actor.CurrentActor;
import tandem.runtime.actor.Roles;
import tandem.runtime.audit.AuditResource;
import tandem.runtime.visibility.Exposures;
import tandem.runtime.visibility.Exposures.RoleView;
import tandem.runtime.visibility.Held;

/** What matching-service holds about me, for which purpose, and what people of which role can read of it. */
@Path("/v1/visibility")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class VisibilityResource {

    private static final List<RoleView> ROLES = Exposures.byRole(
            MatchResource.class,
            EngagementResource.class,
            AgreementResource.class,
            CoachingGroupResource.class,
            ProviderResource.class,
            ProofResource.class,
            RunResource.class,
            WaitlistResource.class,
            ReviewResource.class,
            ExplorationResource.class,
            AuditResource.class);

    private final VisibilityQueries queries;
    private final CurrentActor actor;

    VisibilityResource(VisibilityQueries queries, CurrentActor actor) {
        this.queries = queries;
        this.actor = actor;
    }

    @GET
    @RolesAllowed({Roles.PARTICIPANT, Roles.PROVIDER})
    @Operation(summary = "What this service holds about me, and what people of which role can read of it")
    public Visibility visibility() {
        var me = actor.get().requirePerson();
        return new Visibility(me, queries.of(me), ROLES);
    }

    /** Kinds of records by purpose, and fields by role of the reader, route by route. */
    public record Visibility(PersonId person, List<Held> held, List<RoleView> roles) {}
}
