package tandem.runtime.crypto;

import com.google.crypto.tink.subtle.AesGcmJce;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import tandem.runtime.tenant.Tenants;

/**
 * Secrets that belong to a tenant and no person, such as a signing key, at rest: AES-256-GCM under a key derived from the master key,
 * bound to the tenant and to what the secret is for.
 */
@ApplicationScoped
public class TenantSecrets {

    private final MasterKey master;
    private final Tenants tenants;

    TenantSecrets(MasterKey master, Tenants tenants) {
        this.master = master;
        this.tenants = tenants;
    }

    /** Seals a secret for one use; it opens for the same use alone. */
    public byte[] seal(String use, byte[] secret) {
        try {
            return key().encrypt(secret, boundTo(use));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Cannot seal a secret for " + use, e);
        }
    }

    public byte[] open(String use, byte[] sealed) {
        try {
            return key().decrypt(sealed, boundTo(use));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "The secret for " + use + " cannot be opened: another master key, or a row moved here", e);
        }
    }

    private AesGcmJce key() throws GeneralSecurityException {
        return new AesGcmJce(master.derive("tenant-secret", tenants.current()));
    }

    private byte[] boundTo(String use) {
        return (tenants.current() + "|" + use).getBytes(StandardCharsets.UTF_8);
    }
}
