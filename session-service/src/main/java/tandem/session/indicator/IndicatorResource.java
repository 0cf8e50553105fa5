package tandem.session.indicator;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import tandem.events.SessionId;
import tandem.runtime.actor.CurrentActor;
import tandem.runtime.actor.Roles;
import tandem.runtime.audit.LookUp;
import tandem.runtime.openapi.Refuses;
import tandem.runtime.visibility.Shows;
import tandem.runtime.visibility.ShowsNobody;
import tandem.session.indicator.IndicatorQueries.IndicatorsView;

/** What is noted of a session: codes and a figure, by its two sides, for them; those who run programmes get figures of groups. */
@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class IndicatorResource {

    private static final int TOPICS_MAX = 10;

    private final IndicatorService service;
    private final IndicatorQueries queries;
    private final CurrentActor actor;

    IndicatorResource(IndicatorService service, IndicatorQueries queries, CurrentActor actor) {
        this.service = service;
        this.queries = queries;
        this.actor = actor;
    }

    /** What a session was about: codes of the programme's vocabulary. */
    public record Noted(@NotNull @Size(max = TOPICS_MAX) Set<@NotNull @Size(max = 40) String> topics) {}

    /** How confident the leader feels, 1 to 10. */
    public record Rated(@NotNull @Min(1) @Max(10) Integer rating) {}

    @GET
    @Path("/sessions/{id}/indicators")
    @LookUp
    @RolesAllowed({Roles.PARTICIPANT, Roles.PROVIDER})
    @Operation(summary = "What the two sides noted of a session, with every correction")
    @Shows(value = IndicatorsView.class, of = "the other side of an engagement, less the leader's confidence")
    public IndicatorsView indicators(@PathParam("id") UUID id) {
        return queries.indicators(new SessionId(id), actor.get().requirePerson());
    }

    @PUT
    @Path("/sessions/{id}/topics")
    @RolesAllowed({Roles.PARTICIPANT, Roles.PROVIDER})
    @Operation(summary = "Say what a session was about, in codes; in place of what was said before")
    @APIResponse(responseCode = "204", description = "On record")
    @Refuses({"session-not-open", "session-not-begun", "consent-missing", "code-unknown", "corrected-too-often"})
    @ShowsNobody("nothing is answered")
    public Response topics(@PathParam("id") UUID id, @Valid @NotNull Noted noted) {
        service.noteTopics(actor.get().requirePerson(), new SessionId(id), noted.topics());
        return Response.noContent().build();
    }

    @PUT
    @Path("/sessions/{id}/confidence")
    @RolesAllowed(Roles.PARTICIPANT)
    @Operation(summary = "Say, as the leader, how confident you feel after a session; in place of what was said before")
    @APIResponse(responseCode = "204", description = "On record")
    @Refuses({"session-not-open", "session-not-begun", "consent-missing", "corrected-too-often"})
    @ShowsNobody("nothing is answered")
    public Response confidence(@PathParam("id") UUID id, @Valid @NotNull Rated rated) {
        service.rateConfidence(actor.get().requirePerson(), new SessionId(id), rated.rating());
        return Response.noContent().build();
    }
}
