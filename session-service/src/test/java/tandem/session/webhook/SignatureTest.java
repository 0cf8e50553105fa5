package tandem.session.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tandem.session.webhook.Signature.Stated;

class SignatureTest {

    /** The worked example of the Standard Webhooks reference libraries. */
    private static final byte[] KEY = Base64.getDecoder().decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

    private static final byte[] OTHER = Base64.getDecoder().decode("C2FVsBQIhrscChlQIMV+b5sSYspob7oD");
    private static final byte[] BODY = "{\"test\": 2432232314}".getBytes(UTF_8);
    private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private static final String RIGHT = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
    private static final Instant SIGNED = Instant.ofEpochSecond(1_614_265_330);

    @Test
    void holdsForTheWorkedExampleOfTheStandard() {
        assertThat(holds(RIGHT, SIGNED)).isTrue();
    }

    @Test
    void holdsWhenOneOfSeveralSignaturesAndKeysDoes() {
        assertThat(Signature.holds(
                        new Stated(ID, "1614265330", "v1a,abc v1,Zm9v " + RIGHT), BODY, List.of(OTHER, KEY), SIGNED))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "v1,",
                "g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
                "v2,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
                "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OF=",
                "V1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
                "v1,\u00e9"
            })
    void failsForAnyOtherSignature(String signature) {
        assertThat(holds(signature, SIGNED)).isFalse();
    }

    @Test
    void failsForMoreSignaturesThanThereAreKeysToRotate() {
        assertThat(holds("v1,Zm9v ".repeat(1_000) + RIGHT, SIGNED)).isFalse();
    }

    @Test
    void failsForAnotherBodyIdOrKey() {
        assertThat(Signature.holds(new Stated(ID, "1614265330", RIGHT), "{}".getBytes(UTF_8), List.of(KEY), SIGNED))
                .isFalse();
        assertThat(Signature.holds(new Stated("msg_2", "1614265330", RIGHT), BODY, List.of(KEY), SIGNED))
                .isFalse();
        assertThat(Signature.holds(new Stated(ID, "1614265330", RIGHT), BODY, List.of(OTHER), SIGNED))
                .isFalse();
        assertThat(Signature.holds(new Stated(ID, "1614265330", RIGHT), BODY, List.of(), SIGNED))
                .isFalse();
    }

    @Test
    void failsWithoutAnyOfItsHeaders() {
        assertThat(Signature.holds(new Stated(null, "1614265330", RIGHT), BODY, List.of(KEY), SIGNED))
                .isFalse();
        assertThat(Signature.holds(new Stated(ID, null, RIGHT), BODY, List.of(KEY), SIGNED))
                .isFalse();
        assertThat(Signature.holds(new Stated(ID, "1614265330", null), BODY, List.of(KEY), SIGNED))
                .isFalse();
    }

    @Test
    void holdsForFiveMinutesOnEitherSide() {
        assertThat(holds(RIGHT, SIGNED.plusSeconds(300))).isTrue();
        assertThat(holds(RIGHT, SIGNED.minusSeconds(300))).isTrue();
        assertThat(holds(RIGHT, SIGNED.plusSeconds(301))).isFalse();
        assertThat(holds(RIGHT, SIGNED.minusSeconds(301))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "now", "1614265330.0", "99999999999999999999", "9223372036854775807", "-9223372036854775808"
            })
    void failsForATimestampThatIsNone(String timestamp) {
        assertThat(Signature.holds(new Stated(ID, timestamp, RIGHT), BODY, List.of(KEY), SIGNED))
                .isFalse();
    }

    private static boolean holds(String signature, Instant now) {
        return Signature.holds(new Stated(ID, "1614265330", signature), BODY, List.of(KEY), now);
    }
}
