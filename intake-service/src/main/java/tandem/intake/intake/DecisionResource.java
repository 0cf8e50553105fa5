package tandem.intake.intake;

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
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;
import tandem.events.DecisionId;
import tandem.events.PersonId;
import tandem.events.ProgrammeId;
import tandem.intake.intake.DecisionQueries.DecisionView;
import tandem.runtime.actor.Actor;
import tandem.runtime.actor.CurrentActor;
import tandem.runtime.actor.Roles;
import tandem.runtime.page.Cursor;
import tandem.runtime.page.Page;
import tandem.runtime.problem.CommonProblems;
import tandem.runtime.problem.Refused;

/** Decisions and why, for those who run programmes; a participant reads their own. */
@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class DecisionResource {

    private final DecisionQueries queries;
    private final Vocabulary vocabulary;
    private final CurrentActor actor;

    DecisionResource(DecisionQueries queries, Vocabulary vocabulary, CurrentActor actor) {
        this.queries = queries;
        this.vocabulary = vocabulary;
        this.actor = actor;
    }

    @GET
    @Path("/decisions")
    @RolesAllowed({Roles.PROGRAM_LEAD, Roles.HR_PARTNER, Roles.PARTICIPANT})
    @Operation(summary = "Decisions, oldest first, with reasons and what would have changed them")
    public Page<DecisionView> decisions(
            @QueryParam("programme") @Nullable UUID programme,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue(Page.LIMIT_DEFAULT) @Min(Page.LIMIT_MIN) @Max(Page.LIMIT_MAX)
                    int limit) {
        return queries.decisions(
                programme == null ? null : new ProgrammeId(programme),
                onlyOf(actor.get()),
                Cursor.parse(cursor),
                limit);
    }

    @GET
    @Path("/decisions/{id}")
    @RolesAllowed({Roles.PROGRAM_LEAD, Roles.HR_PARTNER, Roles.PARTICIPANT})
    @Operation(summary = "One decision, explained with the versions it was made under")
    public DecisionView decision(@PathParam("id") UUID id) {
        var only = onlyOf(actor.get());
        return queries.decision(new DecisionId(id))
                .filter(decision -> only == null || only.equals(decision.person()))
                .orElseThrow(() -> new Refused(CommonProblems.NOT_FOUND, "There is no decision " + id));
    }

    @GET
    @Path("/vocabulary")
    @RolesAllowed({Roles.PROGRAM_LEAD, Roles.HR_PARTNER, Roles.PARTICIPANT, Roles.PROVIDER, Roles.HRIS, Roles.SERVICE})
    @Operation(summary = "The codes a goal can have")
    public List<GoalCode> vocabulary() {
        return vocabulary.all();
    }

    /** Whose decisions the caller may read: null for everyone's. */
    private static @Nullable PersonId onlyOf(Actor caller) {
        return caller.hasRole(Roles.PROGRAM_LEAD) || caller.hasRole(Roles.HR_PARTNER) ? null : caller.requirePerson();
    }
}
