package tandem.runtime.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class MailTextTest {
    private static final MailText TEXT =
            MailText.parse("greeting", "Subject: To {givenName}\n\nHello {givenName}, it costs {price}.\n\nBye\n");

    @Test
    void fillsSubjectAndBody() {
        var filled = TEXT.filled(Map.of("givenName", "Lea", "price", "$1"));

        assertThat(filled.subject()).isEqualTo("To Lea");
        assertThat(filled.body()).isEqualTo("Hello Lea, it costs $1.\n\nBye\n");
    }

    @Test
    void namesWhatHasToBeFilledIn() {
        assertThat(TEXT.blanks()).containsExactly("givenName", "price");
    }

    @Test
    void leavesNoBlank() {
        assertThatThrownBy(() -> TEXT.filled(Map.of("givenName", "Lea"))).hasMessage("Nothing fills {price}");
    }

    @Test
    void beginsWithASubject() {
        assertThatThrownBy(() -> MailText.parse("greeting", "Hello\n\nyou\n")).hasMessageContaining("subject");
    }
}
