package tandem.matching.match;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;
import tandem.events.EngagementKind;
import tandem.events.MatchId;
import tandem.events.PersonId;
import tandem.events.ProgrammeId;
import tandem.matching.match.MatchQueries.Filter;
import tandem.matching.match.MatchQueries.MatchView;
import tandem.runtime.actor.CurrentActor;
import tandem.runtime.actor.Roles;
import tandem.runtime.audit.LookUp;
import tandem.runtime.openapi.Refuses;
import tandem.runtime.page.Cursor;
import tandem.runtime.page.Page;
import tandem.runtime.visibility.Exposures;
import tandem.runtime.visibility.Shows;

/** Matches: reviewed, approved, turned down and overridden by humans; shown to the two sides once approved. */
@Path("/v1/matches")
@RunOnVirtualThread
public class MatchResource {

    private static final String CODE = "[A-Z][A-Z0-9_]{1,59}";
    private static final String SIDES = "every match to those who decide; an approved one to its other side";

    private final MatchService service;
    private final MatchQueries queries;
    private final CurrentActor actor;

    MatchResource(MatchService service, MatchQueries queries, CurrentActor actor) {
        this.service = service;
        this.queries = queries;
        this.actor = actor;
    }

    /** Why, as a code: words about people do not belong here. */
    public record Reason(@NotNull @Pattern(regexp = CODE) String reason) {}

    /** Another provider, and why (R53). */
    public record Choice(@NotNull UUID provider, @NotNull OverrideReason reason) {}

    @GET
    @LookUp
    @RolesAllowed({Roles.PROGRAM_LEAD, Roles.OPERATIONS_OWNER, Roles.HR_PARTNER, Roles.PARTICIPANT, Roles.PROVIDER})
    @Operation(summary = "Matches, oldest first")
    @Shows(value = MatchView.class, of = SIDES)
    public Page<MatchView> list(
            @QueryParam("programme") @Nullable UUID programme,
            @QueryParam("state") @Nullable MatchState state,
            @QueryParam("kind") @Nullable EngagementKind kind,
            @QueryParam("leader") @Nullable UUID leader,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue(Page.LIMIT_DEFAULT) @Min(Page.LIMIT_MIN) @Max(Page.LIMIT_MAX)
                    int limit) {
        var filter = new Filter(
                programme == null ? null : new ProgrammeId(programme),
                state,
                kind,
                leader == null ? null : new PersonId(leader),
                ownSide());
        return queries.page(filter, Cursor.parse(cursor), limit);
    }

    @GET
    @Path("/{id}")
    @LookUp
    @RolesAllowed({Roles.PROGRAM_LEAD, Roles.OPERATIONS_OWNER, Roles.HR_PARTNER, Roles.PARTICIPANT, Roles.PROVIDER})
    @Operation(summary = "One match, with the ranking it was taken from and what counted")
    @Shows(value = MatchView.class, of = SIDES)
    public MatchView get(@PathParam("id") UUID id) {
        return queries.get(new MatchId(id), ownSide());
    }

    @POST
    @Path("/{id}:review")
    @RolesAllowed(Roles.PROGRAM_LEAD)
    @Operation(summary = "Take a proposal under review")
    @Refuses("match-state")
    public MatchView review(@PathParam("id") UUID id) {
        service.review(new MatchId(id));
        return queries.get(new MatchId(id), null);
    }

    @POST
    @Path("/{id}:approve")
    @RolesAllowed({Roles.PROGRAM_LEAD, Roles.OPERATIONS_OWNER, Roles.HR_PARTNER})
    @Operation(summary = "Approve a match; a pair with political risk needs two")
    @Refuses({
        "match-state",
        "ranking-stale",
        "approved-already",
        "approver-not-independent",
        "second-office-missing",
        "provider-on-hold",
        "leader-has-provider",
        "no-free-seat",
        "provider-not-eligible",
        "participants-refused"
    })
    public MatchView approve(@PathParam("id") UUID id) {
        service.approve(new MatchId(id), actor.get());
        return queries.get(new MatchId(id), null);
    }

    @POST
    @Path("/{id}:reject")
    @RolesAllowed(Roles.PROGRAM_LEAD)
    @Operation(summary = "Reject a match, with a reason")
    @Refuses("match-state")
    public MatchView reject(@PathParam("id") UUID id, @NotNull @Valid Reason reason) {
        service.reject(new MatchId(id), reason.reason());
        return queries.get(new MatchId(id), null);
    }

    @POST
    @Path("/{id}:decline")
    @RolesAllowed(Roles.PARTICIPANT)
    @Operation(summary = "Decline the seat I was offered; I wait on in the same place")
    @Refuses("match-state")
    public void decline(@PathParam("id") UUID id) {
        service.decline(new MatchId(id), actor.get());
    }

    /** Answers the match the human chose. */
    @POST
    @Path("/{id}:override")
    @RolesAllowed(Roles.PROGRAM_LEAD)
    @Operation(summary = "Propose another provider than the engine did, with a reason")
    @Refuses({"match-state", "match-arranged", "ranking-stale", "provider-on-hold", "provider-not-eligible"})
    public MatchView override(@PathParam("id") UUID id, @NotNull @Valid Choice choice) {
        var chosen = service.override(new MatchId(id), new PersonId(choice.provider()), choice.reason(), actor.get());
        return queries.get(chosen, null);
    }

    /** Null for those who decide; everyone else sees his own side only. */
    private @Nullable PersonId ownSide() {
        var caller = actor.get();
        return Exposures.shows(MatchView.class, "ranking", caller.roles()) ? null : caller.requirePerson();
    }
}
