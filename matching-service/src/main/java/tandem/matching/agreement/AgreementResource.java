package tandem.matching.agreement;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;
import tandem.events.MatchId;
import tandem.events.Party;
import tandem.events.PersonId;
import tandem.runtime.actor.CurrentActor;
import tandem.runtime.actor.Roles;
import tandem.runtime.openapi.Refuses;
import tandem.runtime.visibility.Shows;

/** The working agreement of a match: read by both sides and by programme leads. */
@Path("/v1/matches/{id}/agreement")
@RunOnVirtualThread
public class AgreementResource {

    private final AgreementService service;
    private final CurrentActor actor;

    AgreementResource(AgreementService service, CurrentActor actor) {
        this.service = service;
        this.actor = actor;
    }

    /** The agreement and who signed when. */
    public record AgreementView(
            MatchId match,
            int policyVersion,
            List<Clause> clauses,
            String contentHash,
            Map<Party, Instant> signatures,
            boolean complete) {

        static AgreementView of(Agreement agreement) {
            return new AgreementView(
                    agreement.match(),
                    agreement.policyVersion(),
                    agreement.clauses(),
                    agreement.contentHash(),
                    agreement.signatures(),
                    agreement.isComplete());
        }
    }

    @GET
    @RolesAllowed({Roles.PARTICIPANT, Roles.PROVIDER, Roles.PROGRAM_LEAD, Roles.OPERATIONS_OWNER, Roles.HR_PARTNER})
    @Operation(summary = "The agreement of a match, as it is to be signed")
    @Refuses("agreement-not-open")
    @Shows(value = AgreementView.class, of = "every agreement to those who run programmes; to the other side its own")
    public AgreementView read(@PathParam("id") UUID id) {
        return AgreementView.of(service.read(new MatchId(id), ownSide()));
    }

    private @Nullable PersonId ownSide() {
        var caller = actor.get();
        boolean runsProgrammes = Stream.of(Roles.PROGRAM_LEAD, Roles.OPERATIONS_OWNER, Roles.HR_PARTNER)
                .anyMatch(caller::hasRole);
        return runsProgrammes ? null : caller.requirePerson();
    }
}
