package tandem.intake.consent;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;
import tandem.events.Purpose;
import tandem.intake.consent.ConsentTextQueries.Listed;
import tandem.intake.consent.ConsentTextQueries.Published;
import tandem.intake.consent.ConsentTexts.Text;
import tandem.runtime.actor.CurrentActor;
import tandem.runtime.actor.Roles;
import tandem.runtime.openapi.Refuses;
import tandem.runtime.page.Cursor;
import tandem.runtime.page.Page;
import tandem.runtime.problem.CommonProblems;
import tandem.runtime.problem.Refused;
import tandem.runtime.visibility.ShowsNobody;

/** The texts people are asked with: documents with a version and a language, fixed once published. */
@Path("/v1/consent-texts")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class ConsentTextResource {

    private final ConsentTextService service;
    private final ConsentTextQueries queries;
    private final CurrentActor actor;

    ConsentTextResource(ConsentTextService service, ConsentTextQueries queries, CurrentActor actor) {
        this.service = service;
        this.queries = queries;
        this.actor = actor;
    }

    @GET
    @RolesAllowed({Roles.PARTICIPANT, Roles.PROVIDER, Roles.PROGRAM_LEAD, Roles.HR_PARTNER, Roles.DATA_PROTECTION})
    @Operation(summary = "Every published text, without its words")
    public Page<Listed> texts(
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue(Page.LIMIT_DEFAULT) @Min(Page.LIMIT_MIN) @Max(Page.LIMIT_MAX)
                    int limit) {
        return queries.texts(Cursor.parse(cursor), limit);
    }

    @GET
    @Path("/{purpose}/{version}/{language}")
    @RolesAllowed({Roles.PARTICIPANT, Roles.PROVIDER, Roles.PROGRAM_LEAD, Roles.HR_PARTNER, Roles.DATA_PROTECTION})
    @Operation(summary = "One text as people are shown it")
    public Published text(
            @PathParam("purpose") Purpose purpose,
            @PathParam("version") String version,
            @PathParam("language") String language) {
        return queries.text(purpose, version, language)
                .orElseThrow(() -> new Refused(CommonProblems.NOT_FOUND, "There is no such text"));
    }

    @PUT
    @Path("/{purpose}/{version}/{language}")
    @RolesAllowed(Roles.DATA_PROTECTION)
    @Operation(
            summary = "Publish a text; the same again changes nothing",
            description =
                    "From the first text of a purpose on, a person can only agree here to a text that was published.")
    @APIResponse(
            responseCode = "201",
            description = "Published",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = Published.class)))
    @APIResponse(
            responseCode = "200",
            description = "It was there",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = Published.class)))
    @Refuses("consent-text-fixed")
    @ShowsNobody("a text")
    public Response publish(
            @PathParam("purpose") Purpose purpose,
            @PathParam("version") @Size(max = 32) @Pattern(regexp = "[A-Za-z0-9][A-Za-z0-9._-]*") String version,
            @PathParam("language") @Size(max = 35) @Pattern(regexp = "[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
                    String language,
            @Valid @NotNull NewText text) {
        var isNew = service.publish(
                new Text(purpose, version, language, text.content(), text.validMonths()),
                actor.get().who());
        return Response.status(isNew ? 201 : 200)
                .entity(text(purpose, version, language))
                .build();
    }

    /** The words, and for how many months a yes to them holds; without a number it holds until withdrawn. */
    public record NewText(
            @NotBlank @Size(max = 20_000) String content,
            @Nullable @Min(1) @Max(120) Integer validMonths) {}
}
