package tandem.session.caselog;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
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
import java.time.LocalDate;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import tandem.events.CaseBasis;
import tandem.events.CaseChange;
import tandem.events.EngagementId;
import tandem.runtime.actor.CurrentActor;
import tandem.runtime.actor.Roles;
import tandem.runtime.audit.LookUp;
import tandem.runtime.openapi.Refuses;
import tandem.runtime.visibility.Shows;
import tandem.runtime.visibility.ShowsNobody;
import tandem.session.caselog.CaseLogQueries.CaseLogView;
import tandem.session.caselog.CaseLogService.Observation;

/** The case log of an engagement: written and read by its two sides; those who run programmes get figures of groups. */
@Path("/v1/engagements/{id}/case-log")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class CaseLogResource {

    private final CaseLogService service;
    private final CaseLogQueries queries;
    private final CurrentActor actor;

    CaseLogResource(CaseLogService service, CaseLogQueries queries, CurrentActor actor) {
        this.service = service;
        this.queries = queries;
        this.actor = actor;
    }

    /** What was seen: a topic code of the programme's vocabulary, what became of it, on what it rests, and when. */
    public record Seen(
            @NotNull @Size(max = 40) String behaviour,
            @NotNull CaseChange change,
            @NotNull CaseBasis basis,
            @NotNull LocalDate observedOn) {}

    @PUT
    @Path("/{entry}")
    @RolesAllowed({Roles.PARTICIPANT, Roles.PROVIDER})
    @Operation(summary = "Log what became of a behaviour, in codes, under an id of your choice; an entry is final")
    @APIResponse(responseCode = "204", description = "On record")
    @Refuses({"case-logged", "case-log-full", "case-day", "consent-missing", "code-unknown"})
    @ShowsNobody("nothing is answered")
    public Response log(@PathParam("id") UUID id, @PathParam("entry") UUID entry, @Valid @NotNull Seen seen) {
        service.log(
                actor.get().requirePerson(),
                new EngagementId(id),
                entry,
                new Observation(seen.behaviour(), seen.change(), seen.basis(), seen.observedOn()));
        return Response.noContent().build();
    }

    @GET
    @LookUp
    @RolesAllowed({Roles.PARTICIPANT, Roles.PROVIDER})
    @Operation(summary = "What the two sides logged, by the day observed")
    @Shows(value = CaseLogView.class, of = "the other side of an engagement")
    public CaseLogView entries(@PathParam("id") UUID id) {
        return queries.of(new EngagementId(id), actor.get().requirePerson());
    }
}
