package tandem.matching.agreement;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;
import tandem.events.MatchId;
import tandem.events.Party;
import tandem.events.PersonId;
import tandem.runtime.actor.CurrentActor;
import tandem.runtime.actor.Roles;
import tandem.runtime.audit.LookUp;
import tandem.runtime.openapi.Refuses;
import tandem.runtime.visibility.Shows;

/** The working agreement of a match: read by both sides and by programme leads, as data or as one page to print. */
@Path("/v1/matches/{id}/agreement")
@RunOnVirtualThread
public class AgreementResource {

    private static final String HTML = MediaType.TEXT_HTML;

    private final AgreementService service;
    private final CurrentActor actor;

    AgreementResource(AgreementService service, CurrentActor actor) {
        this.service = service;
        this.actor = actor;
    }

    /** One version of the agreement and who signed it when. */
    public record AgreementView(
            MatchId match,
            int revision,
            Agreement.Cause cause,
            @Nullable String reason,
            int policyVersion,
            List<Clause> clauses,
            String contentHash,
            Map<Party, Instant> signatures,
            boolean complete) {

        static AgreementView of(Agreement agreement) {
            return new AgreementView(
                    agreement.match(),
                    agreement.revision(),
                    agreement.cause(),
                    agreement.reason(),
                    agreement.policyVersion(),
                    agreement.clauses(),
                    agreement.contentHash(),
                    agreement.signatures(),
                    agreement.isComplete());
        }
    }

    @GET
    @LookUp
    @Produces({MediaType.APPLICATION_JSON, HTML})
    @RolesAllowed({Roles.PARTICIPANT, Roles.PROVIDER, Roles.PROGRAM_LEAD, Roles.OPERATIONS_OWNER, Roles.HR_PARTNER})
    @Operation(
            summary =
                    "The agreement of a match, as it is to be signed, or an earlier version; as text/html one page to print")
    @APIResponse(
            responseCode = "200",
            description = "The last version, or the one asked for",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = AgreementView.class)),
                @Content(mediaType = HTML, schema = @Schema(implementation = String.class))
            })
    @Refuses("agreement-not-open")
    @Shows(value = AgreementView.class, of = "every agreement to those who run programmes; to the other side its own")
    public Response read(
            @PathParam("id") UUID id,
            @QueryParam("revision") @Min(1) @Max(AgreementService.REVISIONS_MAX) @Nullable Integer revision,
            @Context HttpHeaders headers) {
        var match = new MatchId(id);
        var agreement = revision == null ? service.read(match, ownSide()) : service.read(match, revision, ownSide());
        return wantsPage(headers)
                ? Response.ok(Sheet.of(agreement), HTML + ";charset=UTF-8").build()
                : Response.ok(AgreementView.of(agreement), MediaType.APPLICATION_JSON)
                        .build();
    }

    /** Whoever names HTML before anything JSON would fit, as a browser does, gets the page. */
    private static boolean wantsPage(HttpHeaders headers) {
        return headers.getAcceptableMediaTypes().stream()
                .filter(type -> type.isCompatible(MediaType.APPLICATION_JSON_TYPE)
                        || type.isCompatible(MediaType.TEXT_HTML_TYPE))
                .findFirst()
                .map(type -> !type.isCompatible(MediaType.APPLICATION_JSON_TYPE))
                .orElse(false);
    }

    private @Nullable PersonId ownSide() {
        return sideOf(actor);
    }

    /** Null for those who run programmes; everyone else sees and changes the own side only. */
    static @Nullable PersonId sideOf(CurrentActor actor) {
        var caller = actor.get();
        boolean runsProgrammes = Stream.of(Roles.PROGRAM_LEAD, Roles.OPERATIONS_OWNER, Roles.HR_PARTNER)
                .anyMatch(caller::hasRole);
        return runsProgrammes ? null : caller.requirePerson();
    }
}
