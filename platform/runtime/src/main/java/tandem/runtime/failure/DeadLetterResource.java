package tandem.runtime.failure;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;
import tandem.runtime.actor.CurrentActor;
import tandem.runtime.actor.Roles;
import tandem.runtime.audit.NoAct;
import tandem.runtime.failure.DeadLetterQueries.DeadLetter;
import tandem.runtime.openapi.Refuses;
import tandem.runtime.page.Cursor;
import tandem.runtime.page.Page;

/**
 * Records that were set aside: listed with their reasons, replayed one by one. People see those of their tenant; records whose
 * tenant cannot be read are for machines.
 */
@Path("/v1/dead-letters")
class DeadLetterResource {

    private final DeadLetterQueries queries;
    private final DeadLetterService service;
    private final CurrentActor actor;

    DeadLetterResource(DeadLetterQueries queries, DeadLetterService service, CurrentActor actor) {
        this.queries = queries;
        this.service = service;
        this.actor = actor;
    }

    @GET
    @RunOnVirtualThread
    @RolesAllowed({Roles.OPERATIONS_OWNER, Roles.SERVICE, Roles.SIMULATOR})
    @Operation(summary = "Records that could not be taken in, oldest first")
    public Page<DeadLetter> list(
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue(Page.LIMIT_DEFAULT) @Min(Page.LIMIT_MIN) @Max(Page.LIMIT_MAX)
                    int limit) {
        return queries.page(actor.get().tenant(), Cursor.parse(cursor), limit);
    }

    /** Those that belong to no tenant that could be read. */
    @GET
    @Path("/unowned")
    @RunOnVirtualThread
    @RolesAllowed({Roles.SERVICE, Roles.SIMULATOR})
    @Operation(summary = "Those of no tenant that could be read")
    public Page<DeadLetter> unowned(
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue(Page.LIMIT_DEFAULT) @Min(Page.LIMIT_MIN) @Max(Page.LIMIT_MAX)
                    int limit) {
        return queries.page(null, Cursor.parse(cursor), limit);
    }

    @POST
    @Path("/{id}:replay")
    @NoAct("its service writes the entry: the effect may commit where no filter sees it")
    @RunOnVirtualThread
    @RolesAllowed({Roles.OPERATIONS_OWNER, Roles.SERVICE, Roles.SIMULATOR})
    @Operation(summary = "Try to take a record in again")
    @Refuses({"dead-letter-replayed", "dead-letter-refused", "consumer-idle"})
    public void replay(@PathParam("id") UUID id) {
        service.replay(id, actor.get());
    }
}
