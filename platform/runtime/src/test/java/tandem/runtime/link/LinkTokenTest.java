package tandem.runtime.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tandem.runtime.problem.Refused;

class LinkTokenTest {

    @Test
    void namesItsTenantAndReadsBackWhatItWrote() {
        var token = new LinkToken("acme", "s3cret");

        assertThat(LinkToken.require(token.text())).isEqualTo(token);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "guess", ".guess", "Not a tenant.guess", "acme'--.guess"})
    void answersAlikeToWhateverCannotBeALink(String text) {
        assertThatThrownBy(() -> LinkToken.require(text))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.type()).isEqualTo(LinkProblems.UNUSABLE));
    }

    @Test
    void takesNoTextWithoutEnd() {
        assertThat(LinkToken.parse("acme." + "x".repeat(200))).isEmpty();
    }

    @Test
    void keepsItsSecretOutOfWhatIsPrinted() {
        assertThat(new LinkToken("acme", "s3cret").toString()).doesNotContain("s3cret");
    }

    @Test
    void fingerprintsAnAnswerAsItsOwn() {
        var token = new LinkToken("acme", "s3cret");

        assertThat(token.fingerprint("yes"))
                .isEqualTo(token.fingerprint("yes"))
                .isNotEqualTo(token.fingerprint("no"))
                .isNotEqualTo(new LinkToken("acme", "other").fingerprint("yes"));
    }
}
