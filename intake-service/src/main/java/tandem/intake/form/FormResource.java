package tandem.intake.form;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.ResponseStatus;
import tandem.events.ProgrammeId;
import tandem.intake.form.FormQueries.FormHead;
import tandem.intake.form.FormQueries.FormView;
import tandem.runtime.actor.CurrentActor;
import tandem.runtime.actor.Roles;
import tandem.runtime.idempotency.Idempotent;
import tandem.runtime.openapi.Refuses;
import tandem.runtime.problem.CommonProblems;
import tandem.runtime.problem.Refused;

/** The forms of a programme. */
@Path("/v1/programmes/{programme}/forms")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class FormResource {

    private final FormService service;
    private final FormQueries queries;
    private final CurrentActor actor;

    FormResource(FormService service, FormQueries queries, CurrentActor actor) {
        this.service = service;
        this.queries = queries;
        this.actor = actor;
    }

    @POST
    @RolesAllowed(Roles.PROGRAM_LEAD)
    @Idempotent
    @ResponseStatus(201)
    @Operation(summary = "Put the next version of the form in force", description = """
                    A JSON Schema 2020-12 of at most 64 KiB, closed (additionalProperties false), without references and regular
                    expressions, requiring trigger and goals, with one complete set of answers as its first example. trigger,
                    goals, preferences, timeZone, availability, confidentialityNeedHigh and roleRisks mean the same on every form;
                    whatever else it asks is kept encrypted and read by its author alone.""")
    @Refuses("form-refused")
    public FormView publish(@PathParam("programme") UUID programme, @NotNull JsonNode definition) {
        var id = new ProgrammeId(programme);
        return form(id, service.publish(id, definition, actor.get()));
    }

    @GET
    @RolesAllowed({Roles.PROGRAM_LEAD, Roles.OPERATIONS_OWNER, Roles.HR_PARTNER, Roles.DATA_PROTECTION})
    @Operation(summary = "The versions of the form, newest first, a hundred at the most; the last is the shipped one")
    @APIResponse(responseCode = "200", description = "The versions")
    public Versions versions(@PathParam("programme") UUID programme) {
        return new Versions(queries.versions(new ProgrammeId(programme))
                .orElseThrow(() -> new Refused(CommonProblems.NOT_FOUND, "There is no programme " + programme)));
    }

    @GET
    @Path("/{version}")
    @RolesAllowed({
        Roles.PROGRAM_LEAD,
        Roles.OPERATIONS_OWNER,
        Roles.HR_PARTNER,
        Roles.DATA_PROTECTION,
        Roles.PARTICIPANT
    })
    @Operation(summary = "A version of the form as it was published")
    @APIResponse(responseCode = "200", description = "The form")
    public FormView form(@PathParam("programme") UUID programme, @PathParam("version") int version) {
        return form(new ProgrammeId(programme), version);
    }

    private FormView form(ProgrammeId programme, int version) {
        return queries.form(programme, version)
                .orElseThrow(() ->
                        new Refused(CommonProblems.NOT_FOUND, "There is no form " + version + " of " + programme));
    }

    /** All versions. */
    public record Versions(List<FormHead> forms) {}
}
