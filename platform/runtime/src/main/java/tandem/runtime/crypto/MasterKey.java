package tandem.runtime.crypto;

import com.google.crypto.tink.subtle.Hkdf;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The one secret of the installation. Keys of tenants are derived from it and stored nowhere. */
@ApplicationScoped
class MasterKey {

    private static final int BYTES = 32;
    /** A handful of uses for each tenant. */
    private static final int DERIVED_MAX = 10_000;

    private final Optional<String> configured;
    private final Map<String, byte[]> derived = new ConcurrentHashMap<>();

    MasterKey(@ConfigProperty(name = "tandem.master-key") Optional<String> configured) {
        this.configured = configured;
    }

    /** A 256-bit key of its own for every use and tenant, by HKDF (RFC 5869), derived once: an import asks several times a row. */
    byte[] derive(String use, String tenant) {
        var info = use + "|" + tenant;
        var key = derived.get(info);
        if (key == null) {
            key = hkdf(info);
            if (derived.size() >= DERIVED_MAX) {
                derived.clear();
            }
            derived.put(info, key);
        }
        return key.clone();
    }

    private byte[] hkdf(String info) {
        try {
            return Hkdf.computeHkdf("HMACSHA256", bytes(), new byte[0], info.getBytes(StandardCharsets.UTF_8), BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This JVM cannot derive keys", e);
        }
    }

    private byte[] bytes() {
        var key = Base64.getDecoder()
                .decode(
                        configured.orElseThrow(
                                () -> new IllegalStateException(
                                        "TANDEM_MASTER_KEY is not set: 32 random bytes in base64, for example from: openssl rand -base64 32")));
        if (key.length != BYTES) {
            throw new IllegalStateException("TANDEM_MASTER_KEY must be 32 bytes in base64, not " + key.length);
        }
        return key;
    }
}
