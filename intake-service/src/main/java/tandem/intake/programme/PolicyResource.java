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
import tandem.runtime.openapi.Refuses;
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
    @Refuses("policy-refused")
    public PolicyView publish(@PathParam("id") UUID id, @NotNull JsonNode policy) {
        var programme = new ProgrammeId(id);
        return version(programme, programmes.publish(programme, service.checked(policy), actor.get()));
    }

    @GET
    @RolesAllowed({Roles.PROGRAM_LEAD, Roles.OPERATIONS_OWNER, Roles.HR_PARTNER, Roles.STEERING, Roles.DATA_PROTECTION})
    @Operation(summary = "Every version, oldest first")
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
    public PolicyView policy(@PathParam("id") UUID id, @PathParam("version") int version) {
        return version(new ProgrammeId(id), version);
    }

    @GET
    @Path("/{version}/difference")
    @RolesAllowed({Roles.PROGRAM_LEAD, Roles.OPERATIONS_OWNER, Roles.HR_PARTNER, Roles.STEERING, Roles.DATA_PROTECTION})
    @Operation(summary = "What a version changed against another, value by value, with the rules it touches")
    @APIResponse(responseCode = "200", description = "The values that differ")
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
    public RestResponse<PolicyDraft> draft(@PathParam("id") UUID id) {
        return tagged(service.draft(new ProgrammeId(id)));
    }

    @PUT
    @Path("/draft")
    @RolesAllowed(Roles.PROGRAM_LEAD)
    @Operation(
            summary = "Write the draft; simulate it with POST /v1/decisions:simulate before it is published",
            description = "The first draft needs no If-Match, every later change the ETag of what was read last.")
    @APIResponse(responseCode = "200", description = "The draft as saved, with its new ETag")
    @Refuses("policy-refused")
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
    public void discard(@PathParam("id") UUID id, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        service.discard(new ProgrammeId(id), Revision.of(ifMatch));
    }

    @GET
    @Path("/draft/difference")
    @RolesAllowed({Roles.PROGRAM_LEAD, Roles.OPERATIONS_OWNER, Roles.HR_PARTNER, Roles.DATA_PROTECTION})
    @Operation(summary = "What the draft would change against the version in force")
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
    @Refuses({"policy-draft-outdated", "policy-refused"})
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
        return new Revision(draft.revision()).tagged(draft);
    }
}
