package tandem.matching.engagement;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;
import tandem.events.EndReason;
import tandem.events.EngagementId;
import tandem.events.PersonId;
import tandem.events.ProgrammeId;
import tandem.matching.engagement.EngagementQueries.EngagementView;
import tandem.matching.engagement.EngagementQueries.Filter;
import tandem.runtime.actor.CurrentActor;
import tandem.runtime.actor.Roles;
import tandem.runtime.audit.LookUp;
import tandem.runtime.openapi.Refuses;
import tandem.runtime.page.Cursor;
import tandem.runtime.page.Page;
import tandem.runtime.visibility.Shows;

/** Engagements: listed for both sides and those who run programmes, ended by programme leads, or early by either side with notice. */
@Path("/v1/engagements")
@RunOnVirtualThread
public class EngagementResource {

    private final EngagementService service;
    private final EngagementQueries queries;
    private final CurrentActor actor;

    EngagementResource(EngagementService service, EngagementQueries queries, CurrentActor actor) {
        this.service = service;
        this.queries = queries;
        this.actor = actor;
    }

    /** Why it ends. */
    public record End(@NotNull EndReason reason) {}

    /** Why one side ends it before its time. */
    public record Termination(@NotNull TerminationReason reason) {}

    @GET
    @LookUp
    @RolesAllowed({Roles.PROGRAM_LEAD, Roles.OPERATIONS_OWNER, Roles.HR_PARTNER, Roles.PARTICIPANT, Roles.PROVIDER})
    @Operation(summary = "Engagements, oldest first")
    @Shows(value = EngagementView.class, of = "every engagement to those who run programmes; to its other side its own")
    public Page<EngagementView> list(
            @QueryParam("programme") @Nullable UUID programme,
            @QueryParam("leader") @Nullable UUID leader,
            @QueryParam("provider") @Nullable UUID provider,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue(Page.LIMIT_DEFAULT) @Min(Page.LIMIT_MIN) @Max(Page.LIMIT_MAX)
                    int limit) {
        var filter = new Filter(
                programme == null ? null : new ProgrammeId(programme),
                leader == null ? null : new PersonId(leader),
                provider == null ? null : new PersonId(provider),
                ownSide());
        return queries.page(filter, Cursor.parse(cursor), limit);
    }

    @POST
    @Path("/{id}:end")
    @RolesAllowed(Roles.PROGRAM_LEAD)
    @Operation(summary = "End an engagement, with a reason")
    @Refuses("engagement-ended")
    public EngagementView end(@PathParam("id") UUID id, @NotNull @Valid End end) {
        service.end(new EngagementId(id), end.reason());
        return queries.get(new EngagementId(id));
    }

    /** The engagement runs on for the days of notice both agreed on. */
    @POST
    @Path("/{id}:terminate")
    @RolesAllowed({Roles.PARTICIPANT, Roles.PROVIDER})
    @Operation(summary = "End an engagement early, as one of its two sides, with a reason and the agreed notice")
    @Refuses("engagement-ended")
    public EngagementView terminate(@PathParam("id") UUID id, @NotNull @Valid Termination termination) {
        service.terminate(new EngagementId(id), actor.get().requirePerson(), termination.reason());
        return queries.get(new EngagementId(id));
    }

    private @Nullable PersonId ownSide() {
        var caller = actor.get();
        boolean runsProgrammes = Stream.of(Roles.PROGRAM_LEAD, Roles.OPERATIONS_OWNER, Roles.HR_PARTNER)
                .anyMatch(caller::hasRole);
        return runsProgrammes ? null : caller.requirePerson();
    }
}
