package tandem.matching.provider;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
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
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;
import tandem.events.Availability;
import tandem.events.PersonId;
import tandem.events.ProviderType;
import tandem.events.Track;
import tandem.matching.provider.ProviderQueries.ProviderView;
import tandem.runtime.actor.Roles;
import tandem.runtime.audit.LookUp;
import tandem.runtime.idempotency.Idempotent;
import tandem.runtime.page.Cursor;
import tandem.runtime.page.Page;
import tandem.runtime.visibility.Shows;

/** Coaches and mentors, for programme leads. */
@Path("/v1/providers")
@RunOnVirtualThread
public class ProviderResource {

    static final String CODE = "[A-Z][A-Z0-9_]{1,59}";
    static final String PROVIDERS = "every coach and mentor";

    private final ProviderService service;
    private final ProviderQueries queries;

    ProviderResource(ProviderService service, ProviderQueries queries) {
        this.service = service;
        this.queries = queries;
    }

    /** A provider's evidence in codes. Lists are short on purpose: a long list of codes says little about any of them. */
    public record Registration(
            @NotNull UUID person,
            @NotNull ProviderType type,
            @NotEmpty Set<@NotNull Track> tracks,
            @Min(1) @Max(50) int capacity,
            @NotNull @Size(max = 60) String timeZone,
            @Size(max = 50) @Nullable List<@NotNull Availability> availability,
            @Size(max = 20) @Nullable List<@NotNull @Pattern(regexp = CODE) String> skillCodes,
            @Size(max = 20) @Nullable List<@NotNull @Pattern(regexp = CODE) String> behaviourCodes,
            @Size(max = 20) @Nullable List<@NotNull @Pattern(regexp = CODE) String> credentialCodes) {

        @AssertTrue(message = "is no time zone")
        boolean isTimeZoneKnown() {
            try {
                ZoneId.of(timeZone == null ? "" : timeZone);
                return true;
            } catch (DateTimeException e) {
                return false;
            }
        }

        @AssertTrue(message = "at least one skill or behaviour code is needed")
        boolean isEvidenced() {
            return !codes(skillCodes).isEmpty() || !codes(behaviourCodes).isEmpty();
        }

        ProviderEvidence evidence() {
            return new ProviderEvidence(
                    type,
                    tracks,
                    capacity,
                    ZoneId.of(timeZone),
                    availability == null ? List.of() : availability,
                    codes(skillCodes),
                    codes(behaviourCodes),
                    codes(credentialCodes));
        }

        private static List<String> codes(@Nullable List<String> codes) {
            return codes == null ? List.of() : codes;
        }
    }

    /** Why, as a code. */
    public record Holding(@NotNull @Pattern(regexp = CODE) String reason) {}

    /** The hold to take back; without a reason all of them. */
    public record Release(@Pattern(regexp = CODE) @Nullable String reason) {}

    @POST
    @Idempotent
    @RolesAllowed(Roles.PROGRAM_LEAD)
    @Operation(summary = "Register a candidate; the same person again replaces what they bring")
    @APIResponse(
            responseCode = "201",
            description = "Registered",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ProviderView.class)))
    @Shows(value = ProviderView.class, of = PROVIDERS)
    public Response register(@NotNull @Valid Registration registration) {
        var person = service.register(new PersonId(registration.person()), registration.evidence());
        return Response.created(URI.create("/v1/providers/" + person))
                .entity(queries.get(person))
                .build();
    }

    @GET
    @RolesAllowed({Roles.PROGRAM_LEAD, Roles.OPERATIONS_OWNER, Roles.HR_PARTNER})
    @Operation(summary = "Providers, oldest first")
    @Shows(value = ProviderView.class, of = PROVIDERS)
    public Page<ProviderView> list(
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue(Page.LIMIT_DEFAULT) @Min(Page.LIMIT_MIN) @Max(Page.LIMIT_MAX)
                    int limit) {
        return queries.page(Cursor.parse(cursor), limit);
    }

    @GET
    @Path("/{id}")
    @LookUp
    @RolesAllowed({Roles.PROGRAM_LEAD, Roles.OPERATIONS_OWNER, Roles.HR_PARTNER})
    @Operation(summary = "One provider: where it stands, what is missing, what falls due")
    @Shows(value = ProviderView.class, of = PROVIDERS)
    public ProviderView get(@PathParam("id") UUID id) {
        return queries.get(new PersonId(id));
    }

    @POST
    @Path("/{id}:hold")
    @RolesAllowed({Roles.PROGRAM_LEAD, Roles.OPERATIONS_OWNER})
    @Operation(summary = "Propose a provider to nobody for now")
    public ProviderView hold(@PathParam("id") UUID id, @NotNull @Valid Holding hold) {
        service.hold(new PersonId(id), hold.reason());
        return queries.get(new PersonId(id));
    }

    @POST
    @Path("/{id}:release")
    @RolesAllowed({Roles.PROGRAM_LEAD, Roles.OPERATIONS_OWNER})
    @Operation(summary = "Take a hold back, or all that people and other services set")
    public ProviderView release(@PathParam("id") UUID id, @Valid @Nullable Release release) {
        service.release(new PersonId(id), release == null ? null : release.reason());
        return queries.get(new PersonId(id));
    }
}
