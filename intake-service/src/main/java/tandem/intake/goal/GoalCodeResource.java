package tandem.intake.goal;

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
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import tandem.intake.goal.GoalCoder.Proposal;
import tandem.runtime.actor.Roles;

/** What the words of a goal may mean in codes, while a leader is still writing. */
@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class GoalCodeResource {

    private final GoalCoder coder;

    GoalCodeResource(GoalCoder coder) {
        this.coder = coder;
    }

    @POST
    @Path("/goal-codes:propose")
    @RolesAllowed(Roles.PARTICIPANT)
    @Operation(
            summary = "Codes that goals in my own words may mean",
            description =
                    "Computed in this process and kept nowhere. English only. Proposals count for nothing until I put the codes I"
                            + " agree with into my answers, or confirm them on my intake.")
    @APIResponse(
            responseCode = "200",
            description = "For each text its proposals, most likely first, none where nothing is near enough")
    public Proposed propose(@Valid @NotNull Texts texts) {
        return new Proposed(
                coder.edition(),
                texts.texts().stream()
                        .map(text -> new ProposedGoal(coder.propose(text)))
                        .toList());
    }

    /** Goals in own words. */
    public record Texts(@NotEmpty @Size(max = 10) List<@NotBlank @Size(max = 2000) String> texts) {}

    /** The proposals for each text, in the order asked, with the edition of codes and model that made them. */
    public record Proposed(String edition, List<ProposedGoal> goals) {}

    /** What one text may mean. */
    public record ProposedGoal(List<Proposal> proposals) {}
}
