package tandem.intake.intake;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;
import tandem.events.DecisionId;
import tandem.events.Pathway;
import tandem.events.PersonId;
import tandem.events.ProgrammeId;
import tandem.intake.decision.ExceptionReason;
import tandem.intake.goal.GoalCode;
import tandem.intake.goal.Vocabulary;
import tandem.intake.intake.DecisionQueries.DecisionView;
import tandem.intake.intake.SimulationService.Simulation;
import tandem.runtime.actor.Actor;
import tandem.runtime.actor.CurrentActor;
import tandem.runtime.actor.Roles;
import tandem.runtime.audit.LookUp;
import tandem.runtime.audit.NoAct;
import tandem.runtime.idempotency.Idempotent;
import tandem.runtime.openapi.Refuses;
import tandem.runtime.page.Cursor;
import tandem.runtime.page.Page;
import tandem.runtime.problem.CommonProblems;
import tandem.runtime.problem.Refused;
import tandem.runtime.visibility.Shows;

/** Decisions and why, for those who run programmes; a participant reads their own. */
@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class DecisionResource {

    private final DecisionService service;
    private final SimulationService simulations;
    private final DecisionQueries queries;
    private final Vocabulary vocabulary;
    private final CurrentActor actor;

    DecisionResource(
            DecisionService service,
            SimulationService simulations,
            DecisionQueries queries,
            Vocabulary vocabulary,
            CurrentActor actor) {
        this.service = service;
        this.simulations = simulations;
        this.queries = queries;
        this.vocabulary = vocabulary;
        this.actor = actor;
    }

    @GET
    @Path("/decisions")
    @RolesAllowed({Roles.PROGRAM_LEAD, Roles.HR_PARTNER, Roles.PARTICIPANT})
    @Shows(value = DecisionView.class, of = "everybody of a programme", own = Roles.PARTICIPANT)
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
    @LookUp
    @RolesAllowed({Roles.PROGRAM_LEAD, Roles.HR_PARTNER, Roles.PARTICIPANT})
    @Shows(value = DecisionView.class, of = "everybody of a programme", own = Roles.PARTICIPANT)
    @Operation(summary = "One decision, explained with the versions it was made under")
    public DecisionView decision(@PathParam("id") UUID id) {
        return queries.decision(new DecisionId(id), onlyOf(actor.get()))
                .orElseThrow(() -> new Refused(CommonProblems.NOT_FOUND, "There is no decision " + id));
    }

    @POST
    @Path("/decisions/{id}:except")
    @RolesAllowed({Roles.PROGRAM_LEAD, Roles.HR_PARTNER})
    @Consumes(MediaType.APPLICATION_JSON)
    @Idempotent
    @ResponseStatus(201)
    @Operation(
            summary = "Decide otherwise than the rules, for a reason the rules know",
            description = "The decision stays on record; the new one replaces it, names the reason, and is told to the "
                    + "services that act on decisions. Problems: exception-refused, decision-replaced, not-found.")
    @Refuses({"exception-refused", "decision-replaced"})
    public DecisionView except(@PathParam("id") UUID id, @Valid @NotNull Otherwise otherwise) {
        var decision = service.except(new DecisionId(id), otherwise.instead(), otherwise.reason(), actor.get());
        return queries.decision(decision, null).orElseThrow();
    }

    @POST
    @Path("/decisions:simulate")
    @NoAct("only asks")
    @RolesAllowed({Roles.PROGRAM_LEAD, Roles.OPERATIONS_OWNER, Roles.HR_PARTNER, Roles.ANALYST})
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "What the decisions of a programme would have been under another policy; nothing is written",
            description = "Names a published version or brings a draft. Those who may see persons get the differences "
                    + "page by page; analysts get counts with small groups hidden, and published versions only. "
                    + "Problems: simulation-refused, policy-refused, invalid, not-found.")
    @Refuses({"simulation-refused", "policy-refused"})
    @Shows(value = Simulation.class, of = "everybody of a programme; to analysts counts of groups")
    public Simulation simulate(@Valid @NotNull Question question) {
        return simulations.simulate(
                new SimulationService.Question(
                        new ProgrammeId(question.programme()),
                        question.policyVersion(),
                        question.policy(),
                        Cursor.parse(question.cursor()),
                        question.limit() == null ? Integer.parseInt(Page.LIMIT_DEFAULT) : question.limit()),
                actor.get());
    }

    @GET
    @Path("/vocabulary")
    @RolesAllowed({Roles.PROGRAM_LEAD, Roles.HR_PARTNER, Roles.PARTICIPANT, Roles.PROVIDER, Roles.HRIS, Roles.SERVICE})
    @Operation(summary = "The codes a goal can have")
    public List<GoalCode> vocabulary() {
        return vocabulary.all();
    }

    /** What is decided instead, and why. */
    public record Otherwise(
            @NotNull Pathway instead, @NotNull ExceptionReason reason) {}

    /** Which programme's decisions to replay, under which policy: a published version or a whole document. */
    public record Question(
            @NotNull UUID programme,
            @Min(1) @Nullable Integer policyVersion,
            @Nullable JsonNode policy,
            @Nullable String cursor,

            @Min(Page.LIMIT_MIN) @Max(Page.LIMIT_MAX) @Nullable
            Integer limit) {}

    /** Whose decisions the caller may read: null for everyone's. */
    private static @Nullable PersonId onlyOf(Actor caller) {
        return caller.hasRole(Roles.PROGRAM_LEAD) || caller.hasRole(Roles.HR_PARTNER) ? null : caller.requirePerson();
    }
}
