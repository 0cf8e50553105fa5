package tandem.matching.coaching;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
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
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.hibernate.validator.constraints.UniqueElements;
import org.jspecify.annotations.Nullable;
import tandem.events.CoachingGroupId;
import tandem.events.EndReason;
import tandem.events.PersonId;
import tandem.events.ProgrammeId;
import tandem.matching.coaching.CoachingGroupQueries.CoachingGroupView;
import tandem.matching.coaching.CoachingGroupService.Wish;
import tandem.runtime.actor.CurrentActor;
import tandem.runtime.actor.Roles;
import tandem.runtime.audit.LookUp;
import tandem.runtime.idempotency.Idempotent;
import tandem.runtime.openapi.Refuses;
import tandem.runtime.page.Cursor;
import tandem.runtime.page.Page;
import tandem.runtime.visibility.Shows;
import tandem.runtime.visibility.ShowsNobody;

/** Coaching groups: formed by a programme lead, each member approved by somebody else, read by those who run programmes and by the coach. */
@Path("/v1/coaching-groups")
@RunOnVirtualThread
public class CoachingGroupResource {

    private static final String CODE = "[A-Z][A-Z0-9_]{1,59}";
    private static final int LEADERS_MAX = 20;
    private static final String WHO = "every group to those who run programmes; to its coach its approved members";

    private final CoachingGroupService service;
    private final CoachingGroupQueries queries;
    private final CurrentActor actor;

    CoachingGroupResource(CoachingGroupService service, CoachingGroupQueries queries, CurrentActor actor) {
        this.service = service;
        this.queries = queries;
        this.actor = actor;
    }

    /** Who is to be coached by whom together, and why, as a code. */
    public record Request(
            @NotNull UUID programme,
            @NotNull UUID coach,

            @NotNull @Size(min = 1, max = LEADERS_MAX) @UniqueElements
            List<@NotNull UUID> leaders,

            @NotNull @Pattern(regexp = CODE) String reason) {}

    /** Who is to come into a group, and why, as a code. */
    public record Admission(
            @NotNull @Size(min = 1, max = LEADERS_MAX) @UniqueElements
            List<@NotNull UUID> leaders,

            @NotNull @Pattern(regexp = CODE) String reason) {}

    /** Why the engagements of its members end. */
    public record Dissolution(@NotNull EndReason reason) {}

    @POST
    @Idempotent
    @RolesAllowed(Roles.PROGRAM_LEAD)
    @Operation(summary = "Propose leaders to be coached together, each for somebody else to approve")
    @APIResponse(
            responseCode = "201",
            description = "Each leader is proposed",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = CoachingGroupView.class)))
    @Refuses({"programme-unknown", "onboarding-stopped", "participants-refused", "person-missing"})
    @ShowsNobody("the group its caller may read at GET /v1/coaching-groups/{id}")
    public Response form(@NotNull @Valid Request request) {
        var group = service.form(
                new Wish(
                        new ProgrammeId(request.programme()),
                        new PersonId(request.coach()),
                        request.leaders().stream().map(PersonId::new).toList(),
                        request.reason()),
                actor.get());
        return Response.created(URI.create("/v1/coaching-groups/" + group))
                .entity(queries.get(group, null))
                .build();
    }

    @GET
    @LookUp
    @RolesAllowed({Roles.PROGRAM_LEAD, Roles.OPERATIONS_OWNER, Roles.HR_PARTNER, Roles.PROVIDER})
    @Operation(summary = "Coaching groups, oldest first")
    @Shows(value = CoachingGroupView.class, of = WHO)
    public Page<CoachingGroupView> list(
            @QueryParam("programme") @Nullable UUID programme,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue(Page.LIMIT_DEFAULT) @Min(Page.LIMIT_MIN) @Max(Page.LIMIT_MAX)
                    int limit) {
        return queries.page(
                programme == null ? null : new ProgrammeId(programme), ownSide(), Cursor.parse(cursor), limit);
    }

    @GET
    @Path("/{id}")
    @LookUp
    @RolesAllowed({Roles.PROGRAM_LEAD, Roles.OPERATIONS_OWNER, Roles.HR_PARTNER, Roles.PROVIDER})
    @Operation(summary = "One coaching group, with how far each member is")
    @Shows(value = CoachingGroupView.class, of = WHO)
    public CoachingGroupView get(@PathParam("id") UUID id) {
        return queries.get(new CoachingGroupId(id), ownSide());
    }

    /** Members go as every engagement ends, or every proposal is turned down. */
    @POST
    @Path("/{id}/members")
    @Idempotent
    @RolesAllowed(Roles.PROGRAM_LEAD)
    @Operation(summary = "Propose more members of a coaching group, as many as there are places")
    @Refuses({"coaching-group-dissolved", "onboarding-stopped", "participants-refused", "person-missing"})
    public CoachingGroupView admit(@PathParam("id") UUID id, @NotNull @Valid Admission admission) {
        var group = new CoachingGroupId(id);
        service.admit(group, admission.leaders().stream().map(PersonId::new).toList(), admission.reason(), actor.get());
        return queries.get(group, null);
    }

    @POST
    @Path("/{id}:dissolve")
    @RolesAllowed(Roles.PROGRAM_LEAD)
    @Operation(summary = "End the coaching of all members of a group, and turn down who is not approved yet")
    @Refuses("coaching-group-dissolved")
    public CoachingGroupView dissolve(@PathParam("id") UUID id, @NotNull @Valid Dissolution dissolution) {
        service.dissolve(new CoachingGroupId(id), dissolution.reason());
        return queries.get(new CoachingGroupId(id), null);
    }

    /** Null for those who run programmes; a coach sees the own groups only. */
    private @Nullable PersonId ownSide() {
        var caller = actor.get();
        boolean runsProgrammes = Stream.of(Roles.PROGRAM_LEAD, Roles.OPERATIONS_OWNER, Roles.HR_PARTNER)
                .anyMatch(caller::hasRole);
        return runsProgrammes ? null : caller.requirePerson();
    }
}
