package tandem.session.checkin;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import tandem.runtime.openapi.Refuses;
import tandem.runtime.problem.Refused;
import tandem.session.checkin.CheckInResource.Answers;
import tandem.session.checkin.FormService.Form;

/**
 * The form behind a single-use link, as data and as a page that needs no script. The token is in the path and there is no cookie, so there
 * is nothing another site could ride on and no CSRF token to check.
 */
@Path("/v1/check-in-forms/{token}")
@RunOnVirtualThread
public class CheckInFormResource {

    private static final String HTML = MediaType.TEXT_HTML;
    private static final String CSP = "default-src 'none'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    private final AnsweringService service;
    private final FormService forms;

    CheckInFormResource(AnsweringService service, FormService forms) {
        this.service = service;
        this.forms = forms;
    }

    @GET
    @PermitAll
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "What a single-use link asks; no account is needed")
    @Refuses({"link-unusable", "directory-away"})
    public Form form(@PathParam("token") String token) {
        return forms.form(token);
    }

    @POST
    @PermitAll
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "Answer with a single-use link; no account is needed, and the link is used up")
    @Refuses({"link-unusable", "check-in-answers-faulty"})
    public void answer(@PathParam("token") String token, @NotNull @Valid Answers answers) {
        service.answer(token, answers.answers());
    }

    @GET
    @Path("/page")
    @PermitAll
    @Produces(HTML)
    @Operation(summary = "The form behind a single-use link as a page, without script")
    @APIResponse(
            responseCode = "200",
            description = "The page",
            content = @Content(mediaType = HTML, schema = @Schema(implementation = String.class)))
    public Response page(@PathParam("token") String token) {
        try {
            return page(200, CheckInPage.of(forms.form(token)));
        } catch (Refused refused) {
            return page(refused.type().status(), CheckInPage.note(refused.type().title()));
        }
    }

    @POST
    @Path("/page")
    @PermitAll
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Produces(HTML)
    @Operation(summary = "Answer on the page behind a single-use link; the link is used up")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_FORM_URLENCODED,
                            schema = @Schema(implementation = String.class)))
    @APIResponse(
            responseCode = "200",
            description = "Thanks",
            content = @Content(mediaType = HTML, schema = @Schema(implementation = String.class)))
    public Response answerPage(@PathParam("token") String token, MultivaluedMap<String, String> fields) {
        try {
            service.answer(token, answers(fields));
            return page(200, CheckInPage.note("Thank you. Your answer was taken."));
        } catch (Refused refused) {
            return page(refused.type().status(), CheckInPage.note(refused.type().title()));
        }
    }

    /** A field that is no number is no answer on any scale. */
    private static Map<String, Integer> answers(MultivaluedMap<String, String> fields) {
        var answers = new TreeMap<String, Integer>();
        fields.forEach((code, values) -> answers.put(code, values.size() == 1 ? number(values.getFirst()) : 0));
        return answers;
    }

    private static int number(String text) {
        return text.matches("[1-5]") ? Integer.parseInt(text) : 0;
    }

    private static Response page(int status, String html) {
        return Response.status(status)
                .type(HTML + ";charset=UTF-8")
                .header("Content-Security-Policy", CSP)
                .header("Referrer-Policy", "no-referrer")
                .header("X-Robots-Tag", "noindex")
                .entity(html)
                .build();
    }
}
