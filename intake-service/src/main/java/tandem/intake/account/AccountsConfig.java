package tandem.intake.account;

import io.smallrye.config.ConfigMapping;
import java.time.Duration;
import java.util.Optional;

/** How this service reaches the identity provider's side for administrators. */
@ConfigMapping(prefix = "tandem.accounts")
public interface AccountsConfig {

    /** The realm, as in the issuer of tokens; its administrators' side is derived from it. */
    String realmUrl();

    /** Secret of this service's own client; without it nobody can be invited. */
    Optional<String> clientSecret();

    Duration timeout();

    /** How often accounts of erased people are tried to be taken away; {@code off} for never. */
    String removalEvery();
}
