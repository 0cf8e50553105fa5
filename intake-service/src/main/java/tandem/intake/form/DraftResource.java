package tandem.intake.form;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import tandem.events.ProgrammeId;
import tandem.intake.form.DraftService.Checked;
import tandem.intake.form.FormQueries.FormView;
import tandem.runtime.actor.CurrentActor;
import tandem.runtime.actor.Roles;
import tandem.runtime.audit.NoAct;
import tandem.runtime.openapi.Refuses;
import tandem.runtime.problem.CommonProblems;
import tandem.runtime.problem.Refused;
import tandem.runtime.revision.Revision;

/** What I am asked, and what I have filled in so far. */
@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class DraftResource {

    private final DraftService service;
    private final FormQueries queries;
    private final CurrentActor actor;

    DraftResource(DraftService service, FormQueries queries, CurrentActor actor) {
        this.service = service;
        this.queries = queries;
        this.actor = actor;
    }

    @GET
    @Path("/me/intake-form")
    @RolesAllowed(Roles.PARTICIPANT)
    @Operation(summary = "The form of my programme, in the version to fill in")
    @APIResponse(responseCode = "200", description = "The form; its definition is a JSON Schema 2020-12")
    public FormView form() {
        return queries.toFill(actor.get().requirePerson())
                .orElseThrow(() -> new Refused(CommonProblems.NOT_FOUND, "You take part in no programme"));
    }

    @GET
    @Path("/me/intake-draft")
    @RolesAllowed(Roles.PARTICIPANT)
    @Operation(summary = "My draft, with what still stands against submitting it; its ETag is needed to change it")
    @APIResponse(responseCode = "200", description = "The draft")
    public RestResponse<DraftView> draft() {
        return answer(service.read(actor.get().requirePerson())
                .orElseThrow(() -> new Refused(CommonProblems.NOT_FOUND, "There is no draft")));
    }

    @PUT
    @Path("/me/intake-draft")
    @NoAct("nobody else ever reads a draft")
    @RolesAllowed(Roles.PARTICIPANT)
    @Operation(
            summary = "Save my draft, complete or not",
            description = "The first one needs no If-Match, every later one the ETag of what was read last.")
    @APIResponse(responseCode = "200", description = "The draft as saved, with its new ETag")
    @Refuses("form-superseded")
    public RestResponse<DraftView> save(
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch, @Valid @NotNull Answers draft) {
        return answer(
                service.save(actor.get().requirePerson(), draft.formVersion(), draft.answers(), Revision.of(ifMatch)));
    }

    @DELETE
    @Path("/me/intake-draft")
    @NoAct("nobody else ever reads a draft")
    @RolesAllowed(Roles.PARTICIPANT)
    @ResponseStatus(204)
    @Operation(summary = "Throw my draft away")
    @APIResponse(responseCode = "204", description = "It is gone")
    public void discard(@HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        service.discard(actor.get().requirePerson(), Revision.of(ifMatch));
    }

    private static RestResponse<DraftView> answer(Checked draft) {
        var held = draft.draft();
        return new Revision(held.revision())
                .tagged(new DraftView(
                        held.programme(), held.formVersion(), draft.answers(), draft.faults(), held.savedAt()));
    }

    /** What has been filled in, of which version of the form. */
    public record Answers(@Min(1) int formVersion, @NotNull JsonNode answers) {}

    /** A draft; without faults it can be submitted. */
    public record DraftView(
            ProgrammeId programme, int formVersion, JsonNode answers, List<Fault> faults, Instant savedAt) {}
}
