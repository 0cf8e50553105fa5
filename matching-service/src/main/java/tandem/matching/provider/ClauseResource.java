package tandem.matching.provider;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import tandem.matching.credential.ProofKind;
import tandem.matching.provider.ProviderQueries.ProviderView;
import tandem.runtime.actor.CurrentActor;
import tandem.runtime.actor.Roles;

/** The clauses a mentor signs before anybody is assigned (R87): by the mentor's own token, and no other. */
@Path("/v1/me/clauses:sign")
@RunOnVirtualThread
public class ClauseResource {

    private final ProofService service;
    private final ProviderQueries queries;
    private final CurrentActor actor;

    ClauseResource(ProofService service, ProviderQueries queries, CurrentActor actor) {
        this.service = service;
        this.queries = queries;
        this.actor = actor;
    }

    /** What a mentor commits to. */
    public enum Clause {
        /** Conflicts of interest are told, now and when they arise. */
        CONFLICT_OF_INTEREST(ProofKind.CONFLICT_CLAUSE),
        /** Introductions and sponsor actions are part of it. */
        SPONSORSHIP_COMMITMENT(ProofKind.SPONSORSHIP_CLAUSE);

        private final ProofKind proof;

        Clause(ProofKind proof) {
            this.proof = proof;
        }
    }

    /** The clause to be signed. */
    public record Signing(@NotNull Clause clause) {}

    @POST
    @RolesAllowed(Roles.PROVIDER)
    @Operation(summary = "Sign a clause of my own; signing again changes nothing")
    public ProviderView sign(@NotNull @Valid Signing signing) {
        service.sign(signing.clause().proof, actor.get());
        return queries.get(actor.get().requirePerson());
    }
}
