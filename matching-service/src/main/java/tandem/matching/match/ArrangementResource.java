package tandem.matching.match;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;
import tandem.events.EngagementKind;
import tandem.events.PersonId;
import tandem.events.ProgrammeId;
import tandem.matching.kind.ReverseTopic;
import tandem.matching.match.ArrangementService.Wish;
import tandem.matching.match.MatchQueries.MatchView;
import tandem.runtime.actor.CurrentActor;
import tandem.runtime.actor.Roles;
import tandem.runtime.idempotency.Idempotent;
import tandem.runtime.openapi.Refuses;
import tandem.runtime.visibility.ShowsNobody;

/** Pairs of peers, of a senior with a junior mentor, and of a leader with the own manager: chosen by a programme lead, approved by somebody else. */
@Path("/v1/matches:arrange")
@RunOnVirtualThread
public class ArrangementResource {

    private static final String CODE = "[A-Z][A-Z0-9_]{1,59}";

    private final ArrangementService service;
    private final MatchQueries queries;
    private final CurrentActor actor;

    ArrangementResource(ArrangementService service, MatchQueries queries, CurrentActor actor) {
        this.service = service;
        this.queries = queries;
        this.actor = actor;
    }

    /**
     * Who is to be paired, and why.
     *
     * @param kind PEER, REVERSE or MANAGER_AS_COACH; of other kinds groups are formed at /v1/coaching-groups, the rest comes out of a run
     * @param leader for whom it is: the senior, one of two peers, or who is coached by the manager
     * @param provider the junior who mentors, the other peer, or the manager
     * @param topic what a reverse mentor teaches; peers have none
     */
    public record Request(
            @NotNull UUID programme,
            @NotNull EngagementKind kind,
            @NotNull UUID leader,
            @NotNull UUID provider,
            @Nullable ReverseTopic topic,
            @NotNull @Pattern(regexp = CODE) String reason) {}

    @POST
    @Idempotent
    @RolesAllowed(Roles.PROGRAM_LEAD)
    @Operation(
            summary =
                    "Propose a pair of peers, a junior mentor of a senior, or a manager who coaches, for somebody else to approve")
    @APIResponse(
            responseCode = "201",
            description = "Proposed",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = MatchView.class)))
    @Refuses({"programme-unknown", "onboarding-stopped", "participants-refused", "person-missing"})
    @ShowsNobody("the match its caller may read at GET /v1/matches/{id}")
    public Response arrange(@NotNull @Valid Request request) {
        var match = service.arrange(
                new Wish(
                        new ProgrammeId(request.programme()),
                        request.kind(),
                        new PersonId(request.leader()),
                        new PersonId(request.provider()),
                        request.topic(),
                        request.reason()),
                actor.get());
        return Response.created(URI.create("/v1/matches/" + match))
                .entity(queries.get(match, null))
                .build();
    }
}
