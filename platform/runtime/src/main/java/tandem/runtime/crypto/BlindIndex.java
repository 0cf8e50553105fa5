package tandem.runtime.crypto;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.text.Normalizer;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tandem.runtime.tenant.Tenants;

/**
 * Finds an encrypted value by equality: HMAC-SHA256 with a key per tenant and kind. Without the master key neither the value nor
 * whether two tenants hold the same one can be told.
 */
@ApplicationScoped
public class BlindIndex {

    private static final String ALGORITHM = "HmacSHA256";

    private final MasterKey master;
    private final Tenants tenants;

    BlindIndex(MasterKey master, Tenants tenants) {
        this.master = master;
        this.tenants = tenants;
    }

    /**
     * The index of a value, of 32 bytes. Case, surrounding space and Unicode form do not matter.
     *
     * @param kind what the value is, such as {@code email}: equal values of different kinds have different indexes
     */
    public byte[] of(String kind, String value) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(master.derive("blind-index|" + kind, tenants.current()), ALGORITHM));
            return mac.doFinal(normalised(value).getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has " + ALGORITHM, e);
        }
    }

    static String normalised(String value) {
        return Normalizer.normalize(value.strip(), Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    }
}
