package tandem.session.coaching;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;
import tandem.events.CoachingGroupId;
import tandem.events.PersonId;
import tandem.runtime.actor.CurrentActor;
import tandem.runtime.actor.Roles;
import tandem.runtime.idempotency.Idempotent;
import tandem.runtime.openapi.Refuses;
import tandem.runtime.visibility.ShowsNobody;
import tandem.session.rule.SessionTime;
import tandem.session.session.SessionQueries;
import tandem.session.session.SessionQueries.SessionView;

/** Meetings of a coaching group, entered by its coach for all its members at once. */
@Path("/v1/coaching-groups/{id}/sessions")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class GroupSessionResource {

    private static final int MEMBERS_MAX = 50;

    private final GroupSessionService service;
    private final SessionQueries queries;
    private final CurrentActor actor;

    GroupSessionResource(GroupSessionService service, SessionQueries queries, CurrentActor actor) {
        this.service = service;
        this.queries = queries;
        this.actor = actor;
    }

    /**
     * A meeting of a group.
     *
     * @param attended leaders who were there, in a meeting that was; each may say so too
     */
    public record Meeting(
            @NotNull Instant startsAt,
            @NotNull Instant endsAt,
            @Nullable @Size(max = MEMBERS_MAX) Set<@NotNull UUID> attended) {

        @AssertTrue(message = "ends after it starts, within eight hours")
        boolean isInOrder() {
            return SessionTime.isInOrder(startsAt, endsAt);
        }
    }

    /** What became of it: one session for each member whose term it lies in. */
    public record Entered(List<SessionView> sessions) {}

    @POST
    @Idempotent
    @RolesAllowed(Roles.PROVIDER)
    @Operation(summary = "Enter a meeting of a coaching group, to come or past, and who was there")
    @Refuses({
        "session-outside-term",
        "session-already-there",
        "session-not-begun",
        "session-not-open",
        "attendance-settled"
    })
    @ShowsNobody("sessions the caller has just entered; from then on GET /v1/sessions/{id} shows each")
    public Entered enter(@PathParam("id") UUID id, @Valid @NotNull Meeting meeting) {
        var coach = actor.get().requirePerson();
        var attended = meeting.attended();
        var entered = service.enter(
                coach,
                new CoachingGroupId(id),
                meeting.startsAt(),
                meeting.endsAt(),
                attended == null ? null : attended.stream().map(PersonId::new).collect(Collectors.toSet()));
        return new Entered(
                entered.stream().map(session -> queries.session(session, coach)).toList());
    }
}
