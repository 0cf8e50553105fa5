package tandem.intake.programme;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import tandem.events.ProgrammeId;
import tandem.intake.programme.PolicyDrafts.PolicyDraft;
import tandem.intake.programme.ProgrammeQueries.PolicyView;
import tandem.runtime.actor.CurrentActor;
import tandem.runtime.actor.Roles;
import tandem.runtime.idempotency.Idempotent;
import tandem.runtime.page.Cursor;
import tandem.runtime.page.Page;
import tandem.runtime.problem.CommonProblems;
import tandem.runtime.problem.Refused;
import tandem.runtime.revision.Revision;

/** The policies of a programme: one draft, and every version there ever was. */
@Path("/v1/programmes/{id}/policies")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class PolicyResource {

    private static final String POLICY = """
            {"decision": {"newHireDays": 90, "mentorReviewMonths": 24, "highPotentialMonths": 18, "sprintMonths": 3,
              "bothWhenNeedsDiffer": true},
             "coaching": {"months": 3, "cadenceDays": 7, "sessionMinutes": 60},
             "mentoring": {"months": 9, "cadenceDays": 30},
             "matching": {"weightProfile": "DEFAULT", "maxMenteesPerMentor": 3},
             "sessions": {"bookingSlaDays": 7, "lateCancellationHours": 24, "minimumEvidence": "ONE_SIDE"},
             "privacy": {"suppressionK": 5}}""";
    private static final String DIFFERENCES = """
            {"differences": [{"pointer": "/decision/newHireDays", "from": 90, "to": 120, "rules": ["R30"]}]}""";

    private final ProgrammeService programmes;
    private final PolicyService service;
    private final ProgrammeQueries queries;
    private final CurrentActor actor;

    PolicyResource(ProgrammeService programmes, PolicyService service, ProgrammeQueries queries, CurrentActor actor) {
        this.programmes = programmes;
        this.service = service;
        this.queries = queries;
        this.actor = actor;
    }

    @POST
    @RolesAllowed(Roles.PROGRAM_LEAD)
    @Idempotent
    @ResponseStatus(201)
    @Operation(summary = "Put the next policy version in force; decisions made before keep theirs")
    @RequestBody(content = @Content(examples = @ExampleObject(name = "policy", value = POLICY)))
    @APIResponse(responseCode = "404", description = "not-found: there is no such programme")
    @APIResponse(responseCode = "422", description = "policy-refused, invalid: outside what the rules allow")
    public PolicyView publish(@PathParam("id") UUID id, @NotNull JsonNode policy) {
        var programme = new ProgrammeId(id);
        return version(programme, programmes.publish(programme, service.checked(policy), actor.get()));
    }

    @GET
    @RolesAllowed({Roles.PROGRAM_LEAD, Roles.OPERATIONS_OWNER, Roles.HR_PARTNER, Roles.STEERING, Roles.DATA_PROTECTION})
    @Operation(summary = "Every version, oldest first")
    @APIResponse(responseCode = "404", description = "not-found: there is no such programme")
    @APIResponse(responseCode = "400", description = "bad-request: the cursor is not one of ours")
    public Page<PolicyView> versions(
            @PathParam("id") UUID id,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue(Page.LIMIT_DEFAULT) @Min(Page.LIMIT_MIN) @Max(Page.LIMIT_MAX)
                    int limit) {
        var programme = queries.existing(new ProgrammeId(id)).programme();
        return queries.policies(programme, Cursor.parse(cursor), limit);
    }

    @GET
    @Path("/{version}")
    @RolesAllowed({Roles.PROGRAM_LEAD, Roles.OPERATIONS_OWNER, Roles.HR_PARTNER, Roles.STEERING, Roles.DATA_PROTECTION})
    @Operation(summary = "A policy version as it was published")
    @APIResponse(responseCode = "404", description = "not-found: there is no such version")
    public PolicyView policy(@PathParam("id") UUID id, @PathParam("version") int version) {
        return version(new ProgrammeId(id), version);
    }

    @GET
    @Path("/{version}/difference")
    @RolesAllowed({Roles.PROGRAM_LEAD, Roles.OPERATIONS_OWNER, Roles.HR_PARTNER, Roles.STEERING, Roles.DATA_PROTECTION})
    @Operation(summary = "What a version changed against another, value by value, with the rules it touches")
    @APIResponse(
            responseCode = "200",
            description = "The values that differ",
            content = @Content(examples = @ExampleObject(name = "differences", value = DIFFERENCES)))
    @APIResponse(responseCode = "404", description = "not-found: one of the versions does not exist")
    public PolicyDifference difference(
            @PathParam("id") UUID id, @PathParam("version") int version, @QueryParam("from") @NotNull Integer from) {
        var programme = new ProgrammeId(id);
        return PolicyDifference.between(
                version(programme, from).policy(), version(programme, version).policy());
    }

    @GET
    @Path("/draft")
    @RolesAllowed({Roles.PROGRAM_LEAD, Roles.OPERATIONS_OWNER, Roles.HR_PARTNER, Roles.DATA_PROTECTION})
    @Operation(summary = "The policy being written, with its ETag")
    @APIResponse(responseCode = "404", description = "not-found: nobody is writing one")
    public RestResponse<PolicyDraft> draft(@PathParam("id") UUID id) {
        return tagged(service.draft(new ProgrammeId(id)));
    }

    @PUT
    @Path("/draft")
    @RolesAllowed(Roles.PROGRAM_LEAD)
    @Operation(
            summary = "Write the draft; simulate it with POST /v1/decisions:simulate before it is published",
            description = "The first draft needs no If-Match, every later change the ETag of what was read last.")
    @RequestBody(content = @Content(examples = @ExampleObject(name = "policy", value = POLICY)))
    @APIResponse(responseCode = "200", description = "The draft as saved, with its new ETag")
    @APIResponse(responseCode = "412", description = "revision-changed: somebody else changed the draft")
    @APIResponse(responseCode = "422", description = "policy-refused, invalid: outside what the rules allow")
    @APIResponse(responseCode = "428", description = "revision-missing: there is a draft already")
    public RestResponse<PolicyDraft> save(
            @PathParam("id") UUID id,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @NotNull JsonNode policy) {
        return tagged(service.save(new ProgrammeId(id), service.checked(policy), Revision.of(ifMatch), actor.get()));
    }

    @DELETE
    @Path("/draft")
    @RolesAllowed(Roles.PROGRAM_LEAD)
    @ResponseStatus(204)
    @Operation(summary = "Throw the draft away")
    @APIResponse(responseCode = "404", description = "not-found: there is no draft")
    @APIResponse(responseCode = "412", description = "revision-changed: somebody else changed the draft")
    public void discard(@PathParam("id") UUID id, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        service.discard(new ProgrammeId(id), Revision.of(ifMatch));
    }

    @GET
    @Path("/draft/difference")
    @RolesAllowed({Roles.PROGRAM_LEAD, Roles.OPERATIONS_OWNER, Roles.HR_PARTNER, Roles.DATA_PROTECTION})
    @Operation(summary = "What the draft would change against the version in force")
    @APIResponse(responseCode = "404", description = "not-found: there is no draft")
    public PolicyDifference draftDifference(@PathParam("id") UUID id) {
        var programme = new ProgrammeId(id);
        var draft = service.draft(programme);
        var inForce = queries.programme(programme).orElseThrow().policyVersion();
        return PolicyDifference.between(version(programme, inForce).policy(), draft.policy());
    }

    @POST
    @Path("/draft:publish")
    @RolesAllowed(Roles.PROGRAM_LEAD)
    @Idempotent
    @ResponseStatus(201)
    @Operation(summary = "Put the draft in force as the next version")
    @APIResponse(responseCode = "409", description = "policy-draft-outdated: another version came into force since")
    @APIResponse(responseCode = "412", description = "revision-changed: the draft is not the one that was read")
    @APIResponse(responseCode = "428", description = "revision-missing: name the draft with If-Match")
    public PolicyView publishDraft(
            @PathParam("id") UUID id, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        var programme = new ProgrammeId(id);
        return version(programme, service.publishDraft(programme, Revision.of(ifMatch), actor.get()));
    }

    private PolicyView version(ProgrammeId id, int version) {
        return queries.policy(id, version)
                .orElseThrow(
                        () -> new Refused(CommonProblems.NOT_FOUND, "There is no policy " + version + " of " + id));
    }

    private static RestResponse<PolicyDraft> tagged(PolicyDraft draft) {
        return RestResponse.ResponseBuilder.ok(draft)
                .header(HttpHeaders.ETAG, new Revision(draft.revision()).tag())
                .build();
    }
}
