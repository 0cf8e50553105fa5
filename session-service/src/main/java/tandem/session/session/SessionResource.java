package tandem.session.session;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;
import tandem.events.EngagementId;
import tandem.events.EvidenceTier;
import tandem.events.PersonId;
import tandem.events.SessionId;
import tandem.runtime.actor.CurrentActor;
import tandem.runtime.actor.Roles;
import tandem.runtime.audit.LookUp;
import tandem.runtime.idempotency.Idempotent;
import tandem.runtime.openapi.Refuses;
import tandem.runtime.page.Page;
import tandem.runtime.visibility.Shows;
import tandem.runtime.visibility.ShowsNobody;
import tandem.session.rule.SessionTime;
import tandem.session.session.SessionQueries.SessionView;

/** Sessions, for their two sides; those who run programmes may look. */
@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class SessionResource {

    private static final String TIERS = "INVITED|ACCEPTED|ONE_SIDE|BOTH_SIDES|PLATFORM";
    private static final String SIDES =
            "the other side of an engagement; every engagement to those who run programmes, less what is only suggested";

    private final SessionService service;
    private final SessionQueries queries;
    private final CurrentActor actor;

    SessionResource(SessionService service, SessionQueries queries, CurrentActor actor) {
        this.service = service;
        this.queries = queries;
        this.actor = actor;
    }

    @GET
    @Path("/engagements/{id}/sessions")
    @LookUp
    @RolesAllowed({Roles.PARTICIPANT, Roles.PROVIDER, Roles.PROGRAM_LEAD, Roles.OPERATIONS_OWNER})
    @Operation(summary = "The sessions of an engagement by time; for its sides also what is only suggested")
    @Shows(value = SessionView.class, of = SIDES)
    public Page<SessionView> sessions(
            @PathParam("id") UUID id,
            @QueryParam("minTier") @Pattern(regexp = TIERS) @Nullable String minTier,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue(Page.LIMIT_DEFAULT) @Min(Page.LIMIT_MIN) @Max(Page.LIMIT_MAX)
                    int limit) {
        var minimum = minTier == null ? null : EvidenceTier.valueOf(minTier);
        return queries.sessions(new EngagementId(id), side(), minimum, cursor, limit);
    }

    @GET
    @Path("/sessions/{id}")
    @LookUp
    @RolesAllowed({Roles.PARTICIPANT, Roles.PROVIDER, Roles.PROGRAM_LEAD, Roles.OPERATIONS_OWNER})
    @Operation(summary = "A session")
    @Shows(value = SessionView.class, of = SIDES)
    public SessionView session(@PathParam("id") UUID id) {
        return queries.session(new SessionId(id), side());
    }

    @POST
    @Path("/sessions")
    @Idempotent
    @RolesAllowed({Roles.PARTICIPANT, Roles.PROVIDER})
    @Operation(summary = "Enter a session by hand, to come or past")
    @APIResponse(
            responseCode = "201",
            description = "Entered",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = SessionView.class)))
    @Refuses({"engagement-ended", "session-outside-term", "session-already-there"})
    @ShowsNobody("the session the caller has just entered; from then on GET /v1/sessions/{id} shows it")
    public Response enter(@Valid @NotNull Entered entered) {
        var by = actor.get().requirePerson();
        var session = service.enter(by, entered.engagement(), entered.startsAt(), entered.endsAt());
        return Response.created(URI.create("/v1/sessions/" + session))
                .entity(queries.session(session, by))
                .build();
    }

    @POST
    @Path("/sessions/{id}:confirm")
    @RolesAllowed({Roles.PARTICIPANT, Roles.PROVIDER})
    @Operation(summary = "Confirm a suggestion, and with it its series")
    @Refuses("session-not-open")
    public SessionView confirm(@PathParam("id") UUID id) {
        var by = actor.get().requirePerson();
        var session = new SessionId(id);
        service.confirm(by, session);
        return queries.session(session, by);
    }

    @POST
    @Path("/sessions/{id}/attendance")
    @RolesAllowed({Roles.PARTICIPANT, Roles.PROVIDER})
    @Operation(summary = "Say whether you were there, and if need be whether the other side was")
    @Refuses({"session-not-open", "session-not-begun", "attendance-settled"})
    public SessionView log(@PathParam("id") UUID id, @Valid @NotNull Logged logged) {
        var by = actor.get().requirePerson();
        var session = new SessionId(id);
        service.log(by, session, logged.attended(), logged.otherAttended());
        return queries.session(session, by);
    }

    @POST
    @Path("/sessions/{id}:cancel")
    @RolesAllowed({Roles.PARTICIPANT, Roles.PROVIDER})
    @Operation(summary = "Cancel a session, or say that a suggestion is none")
    @Refuses("session-not-open")
    public SessionView cancel(@PathParam("id") UUID id) {
        var by = actor.get().requirePerson();
        var session = new SessionId(id);
        service.cancel(by, session);
        return queries.session(session, by);
    }

    /** Whose sessions the caller may see: those of the caller, or all. */
    private @Nullable PersonId side() {
        var caller = actor.get();
        return caller.hasRole(Roles.PROGRAM_LEAD) || caller.hasRole(Roles.OPERATIONS_OWNER)
                ? null
                : caller.requirePerson();
    }

    /** A session to be entered. */
    public record Entered(
            @NotNull EngagementId engagement,
            @NotNull Instant startsAt,
            @NotNull Instant endsAt) {
        @AssertTrue(message = "ends after it starts, within eight hours")
        boolean isInOrder() {
            return SessionTime.isInOrder(startsAt, endsAt);
        }
    }

    /**
     * Attendance as one side saw it.
     *
     * @param otherAttended whether the other side was there, where the caller says so
     */
    public record Logged(
            @NotNull Boolean attended, @Nullable Boolean otherAttended) {}
}
