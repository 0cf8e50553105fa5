package tandem.testing.app;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.persistence.OptimisticLockException;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tandem.runtime.actor.Actor;
import tandem.runtime.actor.CurrentActor;
import tandem.runtime.actor.Roles;
import tandem.runtime.idempotency.Idempotent;
import tandem.runtime.page.Page;

/** Every way in and every way to fail. */
@Path("/v1/notes")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class NoteResource {

    private final NoteService service;
    private final NoteQueries queries;
    private final CurrentActor actor;

    NoteResource(NoteService service, NoteQueries queries, CurrentActor actor) {
        this.service = service;
        this.queries = queries;
        this.actor = actor;
    }

    record Draft(
            @NotBlank @Size(max = 100) String title,
            @Nullable Instant on,
            @Nullable @Size(max = 3) List<@Valid Tag> tags) {}

    record Tag(@NotBlank String name, @Min(1) int weight) {}

    record Written(UUID id) {}

    @GET
    @RolesAllowed({Roles.PROGRAM_LEAD, Roles.SERVICE})
    public Page<NoteQueries.View> list(
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue(Page.LIMIT_DEFAULT) @Min(Page.LIMIT_MIN) @Max(Page.LIMIT_MAX)
                    int limit) {
        return queries.page(cursor, limit);
    }

    @POST
    @Idempotent
    @RolesAllowed(Roles.PROGRAM_LEAD)
    public Response write(@NotNull @Valid Draft draft) {
        var id = service.write(draft.title());
        return Response.created(URI.create("/v1/notes/" + id))
                .entity(new Written(id))
                .build();
    }

    @POST
    @Path("/plain")
    @Idempotent
    @RolesAllowed(Roles.PROGRAM_LEAD)
    public Written writePlainly(@NotNull @Valid Draft draft) {
        return new Written(service.write(draft.title()));
    }

    @PUT
    @Path("/{id}")
    @RolesAllowed(Roles.PROGRAM_LEAD)
    public void rename(@PathParam("id") UUID id, @NotNull @Valid Draft draft) {
        service.rename(id, draft.title());
    }

    @GET
    @Path("/me")
    @RolesAllowed({Roles.PROGRAM_LEAD, Roles.SERVICE, Roles.PARTICIPANT})
    public Map<String, Object> me() {
        Actor caller = actor.get();
        return Map.of("tenant", caller.tenant(), "who", caller.who(), "roles", caller.roles());
    }

    @GET
    @Path("/person")
    @RolesAllowed({Roles.PROGRAM_LEAD})
    public String person() {
        return actor.get().requirePerson().toString();
    }

    @GET
    @Path("/open")
    @PermitAll
    public String open() {
        return "open";
    }

    /** Nobody said who may call it, so nobody may. */
    @GET
    @Path("/forgotten")
    public String forgotten() {
        return "forgotten";
    }

    @GET
    @Path("/failing/{how}")
    @PermitAll
    public String failing(@PathParam("how") String how) throws Exception {
        throw switch (how) {
            case "stale" -> new OptimisticLockException("row 7 of table secret");
            case "database" -> new SQLException("connection to 10.0.0.1 lost", "08006");
            case "database-wrapped" ->
                new IllegalStateException(new SQLException("connection to 10.0.0.1 lost", "57P01"));
            case "double" -> new IllegalStateException(new SQLException("duplicate key", "23505"));
            default -> new IllegalStateException("the secret of " + how);
        };
    }
}
