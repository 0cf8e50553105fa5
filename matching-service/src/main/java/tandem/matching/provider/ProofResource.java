package tandem.matching.provider;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;
import tandem.events.PersonId;
import tandem.matching.credential.CredentialLevel;
import tandem.matching.credential.ProofKind;
import tandem.matching.credential.ProofKind.Part;
import tandem.matching.credential.Scorecard;
import tandem.matching.provider.ProviderQueries.ProofView;
import tandem.matching.provider.ProviderQueries.ProviderView;
import tandem.runtime.actor.CurrentActor;
import tandem.runtime.actor.Roles;
import tandem.runtime.audit.LookUp;
import tandem.runtime.idempotency.Idempotent;
import tandem.runtime.openapi.Refuses;
import tandem.runtime.page.Cursor;
import tandem.runtime.page.Page;
import tandem.runtime.visibility.Shows;
import tandem.runtime.visibility.ShowsNobody;

/** What is proven about a provider: entered, verified and voided by those who run programmes, demos scored by a panel of them. */
@Path("/v1/providers/{id}/proofs")
@RunOnVirtualThread
public class ProofResource {

    private static final String REFERENCE = "[A-Z0-9][A-Z0-9./-]{1,39}";

    private final ProofService service;
    private final ProviderQueries queries;
    private final CurrentActor actor;

    ProofResource(ProofService service, ProviderQueries queries, CurrentActor actor) {
        this.service = service;
        this.queries = queries;
        this.actor = actor;
    }

    /** Proofs entered together count together. */
    public record Entries(@NotNull @Size(min = 1, max = 50) List<@NotNull @Valid Entry> proofs) {}

    /** One proof, in codes and numbers; what its kind needs has to be there. */
    public record Entry(
            @NotNull ProofKind kind,
            @NotNull LocalDate on,
            @Nullable LocalDate expiresOn,

            @Pattern(regexp = ProviderResource.CODE) @Nullable
            String code,

            @Pattern(regexp = REFERENCE) @Nullable String reference,
            @Nullable UUID about,
            @Min(1) @Max(480) @Nullable Integer minutes) {

        @AssertTrue(message = "lacks what its kind needs")
        boolean isComplete() {
            return kind == null
                    || ((code != null || !kind.needs(Part.CODE))
                            && (reference != null || !kind.needs(Part.REFERENCE))
                            && (about != null || !kind.needs(Part.PERSON))
                            && (minutes != null || !kind.needs(Part.MINUTES)));
        }

        @AssertTrue(message = "is signed by the provider, not entered")
        boolean isEntered() {
            return kind == null || !kind.isSigned();
        }

        @AssertTrue(message = "names no level of ICF, EMCC or AC that counts")
        boolean isLevelKnown() {
            return kind != ProofKind.CREDENTIAL
                    || Arrays.stream(CredentialLevel.values())
                            .anyMatch(level -> level.name().equals(code));
        }

        @AssertTrue(message = "expires before it begins")
        boolean isPeriodRight() {
            return on == null || expiresOn == null || !expiresOn.isBefore(on);
        }

        ProofService.Entry entry() {
            return new ProofService.Entry(
                    kind, on, expiresOn, code, reference, about == null ? null : new PersonId(about), minutes);
        }
    }

    /** The ids in the order of the entries, and where that leaves the provider. */
    public record Entered(List<UUID> proofs, ProviderView provider) {}

    /** The rubric of the live demo: 1 to 5 on each dimension (R92). */
    public record Score(
            @NotNull @Min(1) @Max(5) Integer challengeSkill,
            @NotNull @Min(1) @Max(5) Integer behaviouralTools,
            @NotNull @Min(1) @Max(5) Integer confidentialityPractice,
            @NotNull @Min(1) @Max(5) Integer contextFluency,
            @NotNull @Min(1) @Max(5) Integer measurableOutcomes) {

        Scorecard by(PersonId panellist) {
            return new Scorecard(
                    panellist,
                    challengeSkill,
                    behaviouralTools,
                    confidentialityPractice,
                    contextFluency,
                    measurableOutcomes);
        }
    }

    @POST
    @Idempotent
    @RolesAllowed(Roles.PROGRAM_LEAD)
    @Operation(summary = "Enter what is proven about a provider")
    @Refuses({"performance-below-gate", "proof-in-the-future", "proof-not-independent"})
    @APIResponse(
            responseCode = "201",
            description = "Entered",
            content =
                    @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Entered.class)))
    @ShowsNobody("the provider its caller may read at GET /v1/providers/{id}")
    public Response enter(@PathParam("id") UUID id, @NotNull @Valid Entries entries) {
        var person = new PersonId(id);
        var proofs = service.enter(
                person, entries.proofs().stream().map(Entry::entry).toList(), actor.get());
        return Response.created(URI.create("/v1/providers/" + person + "/proofs"))
                .entity(new Entered(proofs, queries.get(person)))
                .build();
    }

    @GET
    @LookUp
    @RolesAllowed({Roles.PROGRAM_LEAD, Roles.OPERATIONS_OWNER, Roles.HR_PARTNER})
    @Operation(summary = "What is proven about a provider, oldest entry first")
    @Shows(value = ProofView.class, of = ProviderResource.PROVIDERS)
    public Page<ProofView> list(
            @PathParam("id") UUID id,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue(Page.LIMIT_DEFAULT) @Min(Page.LIMIT_MIN) @Max(Page.LIMIT_MAX)
                    int limit) {
        return queries.proofs(new PersonId(id), Cursor.parse(cursor), limit);
    }

    @POST
    @Path("/{proof}:verify")
    @RolesAllowed({Roles.PROGRAM_LEAD, Roles.OPERATIONS_OWNER, Roles.HR_PARTNER})
    @Operation(summary = "Vouch for a credential or reference that somebody else entered")
    @Refuses({"proof-not-independent", "proof-not-verifiable", "proof-verified"})
    public ProviderView verify(@PathParam("id") UUID id, @PathParam("proof") UUID proof) {
        service.verify(new PersonId(id), proof, actor.get());
        return queries.get(new PersonId(id));
    }

    @POST
    @Path("/{proof}:void")
    @RolesAllowed({Roles.PROGRAM_LEAD, Roles.OPERATIONS_OWNER})
    @Operation(summary = "Let a proof count no more")
    @Refuses("proof-not-independent")
    public ProviderView revoke(@PathParam("id") UUID id, @PathParam("proof") UUID proof) {
        service.revoke(new PersonId(id), proof, actor.get());
        return queries.get(new PersonId(id));
    }

    @POST
    @Path("/{proof}:score")
    @RolesAllowed({Roles.PROGRAM_LEAD, Roles.OPERATIONS_OWNER, Roles.HR_PARTNER})
    @Operation(summary = "Score a live demo as one of its panel, once")
    @Refuses({"demo-scored", "no-demo", "proof-not-independent"})
    public ProviderView score(@PathParam("id") UUID id, @PathParam("proof") UUID proof, @NotNull @Valid Score score) {
        service.score(new PersonId(id), proof, score.by(actor.get().requirePerson()));
        return queries.get(new PersonId(id));
    }
}
