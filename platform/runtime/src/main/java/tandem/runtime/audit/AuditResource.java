package tandem.runtime.audit;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;
import tandem.events.PersonId;
import tandem.runtime.actor.CurrentActor;
import tandem.runtime.actor.Roles;
import tandem.runtime.audit.AuditQueries.Entry;
import tandem.runtime.page.Cursor;
import tandem.runtime.page.Page;
import tandem.runtime.problem.CommonProblems;
import tandem.runtime.problem.Refused;
import tandem.runtime.signing.SigningService;
import tandem.runtime.visibility.Shows;
import tandem.runtime.visibility.ShowsNobody;

/** The trail, for those who watch over it; and for each person the part that is about them. */
@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class AuditResource {

    private final AuditQueries queries;
    private final AuditHeadService heads;
    private final CurrentActor actor;

    AuditResource(AuditQueries queries, AuditHeadService heads, CurrentActor actor) {
        this.queries = queries;
        this.heads = heads;
        this.actor = actor;
    }

    @GET
    @Path("/audit")
    @RolesAllowed(Roles.DATA_PROTECTION)
    @Shows(value = Entry.class, of = "anybody, for supervision")
    @Operation(summary = "Who did what and who looked up whom, newest first; with about, only what concerns one person")
    public Page<Entry> trail(
            @QueryParam("about") @Nullable UUID about,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue(Page.LIMIT_DEFAULT) @Min(Page.LIMIT_MIN) @Max(Page.LIMIT_MAX)
                    int limit) {
        return about == null
                ? queries.all(Cursor.parse(cursor), limit)
                : queries.about(new PersonId(about), Cursor.parse(cursor), limit);
    }

    @GET
    @Path("/audit/head")
    @RolesAllowed(Roles.DATA_PROTECTION)
    @Produces(SigningService.JOSE)
    @Operation(
            summary = "Where the trail stands, signed: keep it, and no later cut goes unnoticed",
            description = "./tandem audit --head FILE holds a trail against it.")
    @ShowsNobody("a hash and where the chain stands")
    public String head() {
        return heads.signed()
                .orElseThrow(() -> new Refused(CommonProblems.NOT_FOUND, "Nothing has been written down yet"));
    }

    @GET
    @Path("/me/lookups")
    @RolesAllowed({Roles.PARTICIPANT, Roles.PROVIDER})
    @Operation(summary = "Who looked me up or did something about me, newest first")
    public Page<Seen> mine(
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue(Page.LIMIT_DEFAULT) @Min(Page.LIMIT_MIN) @Max(Page.LIMIT_MAX)
                    int limit) {
        var entries = queries.about(actor.get().requirePerson(), Cursor.parse(cursor), limit);
        return new Page<>(
                entries.items().stream()
                        .map(entry -> new Seen(entry.at(), entry.what(), entry.by(), entry.client(), entry.roles()))
                        .toList(),
                entries.next());
    }

    /** That somebody did something about me; whom else it was about stays theirs. */
    public record Seen(Instant at, String what, @Nullable UUID by, String client, List<String> roles) {}
}
