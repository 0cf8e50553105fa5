package tandem.matching.exploration;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;
import tandem.events.MatchId;
import tandem.matching.exploration.ExplorationService.Exploration;
import tandem.matching.match.MatchState;
import tandem.runtime.actor.CurrentActor;
import tandem.runtime.actor.Roles;
import tandem.runtime.audit.LookUp;
import tandem.runtime.visibility.Exposures;
import tandem.runtime.visibility.OnlyFor;
import tandem.runtime.visibility.Shows;

/** The exploratory phase of a match: until when it lasts, and for those who decide what both sides said. */
@Path("/v1/matches/{id}/exploration")
@RunOnVirtualThread
public class ExplorationResource {

    private final ExplorationService service;
    private final CurrentActor actor;

    ExplorationResource(ExplorationService service, CurrentActor actor) {
        this.service = service;
        this.actor = actor;
    }

    /**
     * The exploratory phase of a match. What one side said is never shown to the other.
     *
     * @param answerUntil the last day for an answer
     */
    public record ExplorationView(
            MatchId match,
            MatchState state,
            LocalDate answerUntil,

            @OnlyFor({Roles.PROGRAM_LEAD, Roles.OPERATIONS_OWNER, Roles.HR_PARTNER}) @Nullable
            List<Answer> answers) {

        static ExplorationView of(Exploration exploration, Set<String> roles) {
            return new ExplorationView(
                    exploration.match(),
                    exploration.state(),
                    exploration.until(),
                    Exposures.shows(ExplorationView.class, "answers", roles) ? exploration.answers() : null);
        }
    }

    @GET
    @LookUp
    @RolesAllowed({Roles.PARTICIPANT, Roles.PROVIDER, Roles.PROGRAM_LEAD, Roles.OPERATIONS_OWNER, Roles.HR_PARTNER})
    @Operation(summary = "The exploratory phase of a match")
    @Shows(value = ExplorationView.class, of = "every pair to those who decide; to the other side its own")
    public ExplorationView read(@PathParam("id") UUID id) {
        var caller = actor.get();
        boolean decides = Exposures.shows(ExplorationView.class, "answers", caller.roles());
        return ExplorationView.of(
                service.read(new MatchId(id), decides ? null : caller.requirePerson()), caller.roles());
    }
}
