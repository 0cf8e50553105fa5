package tandem.session.visibility;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import tandem.events.PersonId;
import tandem.runtime.actor.CurrentActor;
import tandem.runtime.actor.Roles;
import tandem.runtime.audit.AuditResource;
import tandem.runtime.visibility.Exposures;
import tandem.runtime.visibility.Exposures.RoleView;
import tandem.runtime.visibility.Held;
import tandem.session.action.ActionItemResource;
import tandem.session.caselog.CaseLogResource;
import tandem.session.checkin.CheckInResource;
import tandem.session.checkin.PanelResource;
import tandem.session.closing.ClosingReviewResource;
import tandem.session.delegation.DelegationResource;
import tandem.session.escalation.EscalationResource;
import tandem.session.handoff.HandOffResource;
import tandem.session.indicator.IndicatorResource;
import tandem.session.invitation.InvitationResource;
import tandem.session.keeper.KeeperResource;
import tandem.session.network.NetworkResource;
import tandem.session.note.NoteResource;
import tandem.session.plan.PlanResource;
import tandem.session.recognition.RecognitionResource;
import tandem.session.session.SessionResource;
import tandem.session.sponsorship.SponsorActionResource;

/** What session-service holds about me, for which purpose, and what people of which role can read of it. */
@Path("/v1/visibility")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class VisibilityResource {

    private static final List<RoleView> ROLES = Exposures.byRole(
            SessionResource.class,
            InvitationResource.class,
            IndicatorResource.class,
            CaseLogResource.class,
            ActionItemResource.class,
            NoteResource.class,
            HandOffResource.class,
            RecognitionResource.class,
            SponsorActionResource.class,
            ClosingReviewResource.class,
            EscalationResource.class,
            KeeperResource.class,
            PlanResource.class,
            DelegationResource.class,
            CheckInResource.class,
            PanelResource.class,
            NetworkResource.class,
            AuditResource.class);

    private final VisibilityQueries queries;
    private final CurrentActor actor;

    VisibilityResource(VisibilityQueries queries, CurrentActor actor) {
        this.queries = queries;
        this.actor = actor;
    }

    @GET
    @RolesAllowed({Roles.PARTICIPANT, Roles.PROVIDER})
    @Operation(summary = "What this service holds about me, and what people of which role can read of it")
    public Visibility visibility() {
        var me = actor.get().requirePerson();
        return new Visibility(me, queries.of(me), ROLES);
    }

    /** Kinds of records by purpose, and fields by role of the reader, route by route. */
    public record Visibility(PersonId person, List<Held> held, List<RoleView> roles) {}
}
