package tandem.session.indicator;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import tandem.events.ProgrammeId;
import tandem.runtime.actor.Roles;
import tandem.runtime.openapi.Refuses;
import tandem.runtime.visibility.ShowsNobody;
import tandem.session.indicator.Vocabulary.Kind;

/** The words both sides of an engagement have for what they did: codes, and no others. */
@Path("/v1/programmes/{id}/vocabulary")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class VocabularyResource {

    private final VocabularyService service;

    VocabularyResource(VocabularyService service) {
        this.service = service;
    }

    @GET
    @RolesAllowed({Roles.PARTICIPANT, Roles.PROVIDER, Roles.PROGRAM_LEAD, Roles.OPERATIONS_OWNER, Roles.ANALYST})
    @Operation(summary = "The codes for topics and next steps, as shipped and as the programme extended them")
    public Vocabulary vocabulary(@PathParam("id") UUID id) {
        return service.vocabulary(new ProgrammeId(id));
    }

    @PUT
    @Path("/{kind}/{code}")
    @RolesAllowed(Roles.PROGRAM_LEAD)
    @Operation(summary = "Add a code for good; it names a kind of topic or step, never a person or a case")
    @APIResponse(responseCode = "204", description = "The vocabulary has it")
    @Refuses("vocabulary-full")
    @ShowsNobody("nothing is answered")
    public Response extend(
            @PathParam("id") UUID id,
            @PathParam("kind") Kind kind,
            @PathParam("code") @Pattern(regexp = "[A-Z][A-Z0-9_]{2,39}") String code) {
        service.extend(new ProgrammeId(id), kind, code);
        return Response.noContent().build();
    }
}
