package tandem.verify.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code ./tandem verify} says of documents that are genuine, and of those that are not. */
class VerifyTest {

    private static final String HEADER = "{\"alg\":\"ES256\",\"kid\":\"k1\",\"typ\":\"consent-receipt+json\"}";

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final KeyPair key = generate();

    @TempDir
    Path folder;

    @Test
    void callsAGenuineReceiptGenuineAndShowsIt() throws Exception {
        assertThat(verify(signed(HEADER, "{\"receipt_id\":\"r1\"}"))).isTrue();
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("\"r1\"", "Genuine: consent-receipt+json");
    }

    @Test
    void seesAnotherPayloadUnderTheSameSignature() throws Exception {
        var parts = signed(HEADER, "{\"granted\":false}").split("\\.");

        assertThat(verify(parts[0] + "." + encoded("{\"granted\":true}") + "." + parts[2]))
                .isFalse();
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("Not genuine");
    }

    @Test
    void takesNoOtherAlgorithmAndNoOtherKey() throws Exception {
        assertThat(verify(encoded("{\"alg\":\"none\",\"kid\":\"k1\"}") + "." + encoded("{}") + "."))
                .isFalse();
        assertThat(verify(signed("{\"alg\":\"HS256\",\"kid\":\"k1\"}", "{}"))).isFalse();
        assertThat(verify(signed("{\"alg\":\"ES256\",\"kid\":\"k2\"}", "{}"))).isFalse();
        assertThat(verify("no document at all")).isFalse();
    }

    private boolean verify(String document) throws IOException {
        var file = Files.writeString(folder.resolve("document.jws"), document + "\n");
        var keys = Files.writeString(folder.resolve("keys.json"), keys());
        return Verify.document(file, keys, new PrintStream(said, true, StandardCharsets.UTF_8));
    }

    private String keys() {
        var point = ((ECPublicKey) key.getPublic()).getW();
        return "{\"keys\":[{\"kty\":\"EC\",\"crv\":\"P-256\",\"kid\":\"k1\",\"x\":\"%s\",\"y\":\"%s\"}]}"
                .formatted(
                        encoded(fixed(point.getAffineX().toByteArray())),
                        encoded(fixed(point.getAffineY().toByteArray())));
    }

    private String signed(String header, String payload) throws GeneralSecurityException {
        var signer = Signature.getInstance("SHA256withECDSAinP1363Format");
        signer.initSign(key.getPrivate());
        var input = encoded(header) + "." + encoded(payload);
        signer.update(input.getBytes(StandardCharsets.US_ASCII));
        return input + "." + encoded(signer.sign());
    }

    /** 32 bytes, without the byte for the sign. */
    private static byte[] fixed(byte[] number) {
        var bytes = new byte[32];
        var from = Math.max(0, number.length - bytes.length);
        var digits = Arrays.copyOfRange(number, from, number.length);
        System.arraycopy(digits, 0, bytes, bytes.length - digits.length, digits.length);
        return bytes;
    }

    private static String encoded(String text) {
        return encoded(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static KeyPair generate() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
