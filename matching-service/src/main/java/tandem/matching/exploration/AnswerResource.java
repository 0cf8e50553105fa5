package tandem.matching.exploration;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;
import tandem.events.MatchId;
import tandem.matching.exploration.ExplorationResource.ExplorationView;
import tandem.runtime.actor.CurrentActor;
import tandem.runtime.actor.Roles;
import tandem.runtime.openapi.Refuses;

/** What each side says after the exploratory meeting, once and for itself alone. */
@Path("/v1/matches/{id}/exploration:answer")
@RunOnVirtualThread
public class AnswerResource {

    private final ExplorationService service;
    private final CurrentActor actor;

    AnswerResource(ExplorationService service, CurrentActor actor) {
        this.service = service;
        this.actor = actor;
    }

    /**
     * Whether to go on.
     *
     * @param reason of a no
     */
    public record Said(@NotNull Verdict verdict, @Nullable DeclineReason reason) {}

    @POST
    @RolesAllowed({Roles.PARTICIPANT, Roles.PROVIDER})
    @Operation(
            summary =
                    "Say after the exploratory meeting whether to go on; with both answers the pair is final or given up")
    @Refuses({"match-not-exploring", "exploration-answered", "decline-reason-missing"})
    public ExplorationView answer(@PathParam("id") UUID id, @NotNull @Valid Said said) {
        var side = actor.get().requirePerson();
        return ExplorationView.of(service.answer(new MatchId(id), side, said.verdict(), said.reason()), Set.of());
    }
}
