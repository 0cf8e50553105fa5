package tandem.runtime.actor;

import io.quarkus.arc.Arc;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;
import tandem.events.PersonId;
import tandem.runtime.problem.CommonProblems;
import tandem.runtime.problem.Refused;
import tandem.runtime.tenant.Tenants;

/** Reads the {@link Actor} off the verified token of the running request. */
@ApplicationScoped
public class CurrentActor {

    /** Names the tenant a service or the simulator acts for; their tokens carry none. */
    public static final String TENANT_HEADER = "Tandem-Tenant";

    private final CurrentIdentityAssociation identities;
    private final CurrentVertxRequest request;

    CurrentActor(CurrentIdentityAssociation identities, CurrentVertxRequest request) {
        this.identities = identities;
        this.request = request;
    }

    public Actor get() {
        return find().orElseThrow(() -> new Refused(CommonProblems.UNAUTHENTICATED, "No token"));
    }

    /** Empty outside a request, and in a request without a token. */
    public Optional<Actor> find() {
        if (!Arc.container().requestContext().isActive()) {
            return Optional.empty();
        }
        var identity = identities.getIdentity();
        return identity.getPrincipal() instanceof JsonWebToken token
                ? Optional.of(read(identity, token))
                : Optional.empty();
    }

    private Actor read(SecurityIdentity identity, JsonWebToken token) {
        String client = token.getClaim("azp");
        return new Actor(
                tenant(identity, token),
                person(token.getClaim("person")),
                client == null ? "unknown" : client,
                identity.getRoles());
    }

    private String tenant(SecurityIdentity identity, JsonWebToken token) {
        String claimed = token.getClaim("tenant");
        var actsForMany = identity.hasRole(Roles.SERVICE) || identity.hasRole(Roles.SIMULATOR);
        var tenant =
                claimed == null && actsForMany ? request.getCurrent().request().getHeader(TENANT_HEADER) : claimed;
        if (tenant == null || !Tenants.isSlug(tenant)) {
            throw new Refused(
                    CommonProblems.TENANT_MISSING,
                    "Neither the token nor, for a service, the header " + TENANT_HEADER + " names a tenant");
        }
        return tenant;
    }

    private static @Nullable PersonId person(@Nullable String claim) {
        try {
            return claim == null ? null : new PersonId(UUID.fromString(claim));
        } catch (IllegalArgumentException e) {
            throw new Refused(CommonProblems.PERSON_MISSING, "The person in the token is not an id", e);
        }
    }
}
