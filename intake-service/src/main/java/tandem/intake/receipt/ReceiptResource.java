package tandem.intake.receipt;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;
import tandem.events.PersonId;
import tandem.intake.receipt.ReceiptQueries.Entry;
import tandem.runtime.actor.CurrentActor;
import tandem.runtime.actor.Roles;
import tandem.runtime.audit.LookUp;
import tandem.runtime.page.Cursor;
import tandem.runtime.page.Page;
import tandem.runtime.problem.CommonProblems;
import tandem.runtime.problem.Refused;
import tandem.runtime.signing.SigningService;
import tandem.runtime.visibility.Shows;

/** What people stated, when, by whom and to which text; and the receipt of each statement. */
@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class ReceiptResource {

    private final ReceiptQueries queries;
    private final SigningService signing;
    private final CurrentActor actor;

    ReceiptResource(ReceiptQueries queries, SigningService signing, CurrentActor actor) {
        this.queries = queries;
        this.signing = signing;
        this.actor = actor;
    }

    @GET
    @Path("/me/consent-ledger")
    @RolesAllowed({Roles.PARTICIPANT, Roles.PROVIDER})
    @Operation(summary = "Everything I ever stated about a purpose, newest first")
    public Page<Entry> mine(
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue(Page.LIMIT_DEFAULT) @Min(Page.LIMIT_MIN) @Max(Page.LIMIT_MAX)
                    int limit) {
        return queries.of(actor.get().requirePerson(), Cursor.parse(cursor), limit);
    }

    @GET
    @Path("/people/{id}/consent-ledger")
    @LookUp
    @RolesAllowed(Roles.DATA_PROTECTION)
    @Shows(value = Entry.class, of = "anybody, for supervision; the person sees that it was read")
    @Operation(summary = "Everything a person ever stated about a purpose, newest first")
    public Page<Entry> of(
            @PathParam("id") UUID id,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue(Page.LIMIT_DEFAULT) @Min(Page.LIMIT_MIN) @Max(Page.LIMIT_MAX)
                    int limit) {
        var entries = queries.of(new PersonId(id), Cursor.parse(cursor), limit);
        if (cursor == null && entries.items().isEmpty()) {
            throw new Refused(CommonProblems.NOT_FOUND, "There is nobody " + id + " who has stated anything");
        }
        return entries;
    }

    @GET
    @Path("/receipts/{id}")
    @LookUp
    @RolesAllowed({Roles.PARTICIPANT, Roles.PROVIDER, Roles.DATA_PROTECTION})
    @Operation(summary = "The receipt of one statement, with the fields of ISO/IEC TS 27560:2023")
    @Shows(
            value = Receipt.class,
            of = "anybody, for supervision",
            own = {Roles.PARTICIPANT, Roles.PROVIDER})
    public Receipt receipt(@PathParam("id") UUID id) {
        return read(id);
    }

    @GET
    @Path("/receipts/{id}")
    @LookUp
    @RolesAllowed({Roles.PARTICIPANT, Roles.PROVIDER, Roles.DATA_PROTECTION})
    @Produces(SigningService.JOSE)
    @Operation(
            summary = "The same receipt, signed: a compact JWS (ES256)",
            description = "Keep it. Any JOSE library checks it with the keys of /v1/keys/{tenant}, without asking"
                    + " this service.")
    @Shows(
            value = Receipt.class,
            of = "anybody, for supervision",
            own = {Roles.PARTICIPANT, Roles.PROVIDER})
    public String signed(@PathParam("id") UUID id) {
        return signing.sign(Receipt.TYPE, read(id));
    }

    /** Somebody else's receipt does not exist for a person. */
    private Receipt read(UUID id) {
        var caller = actor.get();
        return queries.find(id, caller.hasRole(Roles.DATA_PROTECTION) ? null : caller.requirePerson())
                .map(entry -> Receipt.of(entry, caller.tenant()))
                .orElseThrow(() -> new Refused(CommonProblems.NOT_FOUND, "There is no receipt " + id));
    }
}
