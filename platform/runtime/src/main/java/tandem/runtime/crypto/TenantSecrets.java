package tandem.runtime.crypto;

import com.google.crypto.tink.subtle.AesGcmJce;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tandem.runtime.tenant.Tenants;

/**
 * Secrets that belong to a tenant and no person, such as a signing key, at rest: AES-256-GCM under a key derived from the master key,
 * bound to the tenant and to what the secret is for.
 */
@ApplicationScoped
public class TenantSecrets {

    private static final String HMAC = "HmacSHA256";

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

    /** A secret nobody has to keep: 32 bytes that follow from the tenant's key, the use and the name, the same each time. */
    public byte[] derive(String use, byte[] name) {
        try {
            var mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(master.derive("derived-secret|" + use, tenants.current()), HMAC));
            return mac.doFinal(name);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has " + HMAC, e);
        }
    }

    private AesGcmJce key() throws GeneralSecurityException {
        return new AesGcmJce(master.derive("tenant-secret", tenants.current()));
    }

    private byte[] boundTo(String use) {
        return (tenants.current() + "|" + use).getBytes(StandardCharsets.UTF_8);
    }
}
