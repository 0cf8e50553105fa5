package tandem.session.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tandem.events.Party;
import tandem.session.rule.SessionRecognition.Reason;

class AuthorityTest {

    @Test
    void letsTheOrganiserSayWhatTheMeetingIs() {
        assertThat(Authority.againstStatement(null, "carl", null)).isEmpty();
        assertThat(Authority.againstStatement("carl", "carl", null)).isEmpty();
        assertThat(Authority.againstStatement("carl", "carl", "carl")).isEmpty();
        assertThat(Authority.againstStatement(null, null, null)).isEmpty();
    }

    @Test
    void letsNobodyElse() {
        assertThat(Authority.againstStatement("carl", "lea", null)).contains(Reason.NOT_FROM_ORGANISER);
        assertThat(Authority.againstStatement("carl", null, null)).contains(Reason.NOT_FROM_ORGANISER);
        assertThat(Authority.againstStatement("carl", "carl", "lea")).contains(Reason.NOT_FROM_ORGANISER);
        assertThat(Authority.againstStatement(null, "carl", "lea")).contains(Reason.NOT_FROM_ORGANISER);
    }

    @Test
    void letsAnAttendeeAnswerAlone() {
        assertThat(Authority.againstAnswer("carl", "carl", List.of("lea"), null))
                .isEmpty();
        assertThat(Authority.againstAnswer("carl", null, List.of("lea"), "lea")).isEmpty();
        assertThat(Authority.againstAnswer("carl", "carl", List.of("lea"), "mona"))
                .contains(Reason.NOT_FROM_ATTENDEE);
        assertThat(Authority.againstAnswer("carl", "carl", List.of("lea", "mona"), null))
                .contains(Reason.NOT_FROM_ATTENDEE);
        assertThat(Authority.againstAnswer("carl", "carl", List.of(), null)).contains(Reason.NOT_FROM_ATTENDEE);
        assertThat(Authority.againstAnswer("carl", "mona", List.of("lea"), null))
                .contains(Reason.NOT_FROM_ORGANISER);
    }

    @Test
    void goesOnWithoutTheOthersButNotWithoutASide() {
        assertThat(Authority.endsTheSession(List.of(Optional.empty(), Optional.empty())))
                .isFalse();
        assertThat(Authority.endsTheSession(List.of(Optional.empty(), Optional.of(Party.LEADER))))
                .isTrue();
        assertThat(Authority.endsTheSession(List.of())).isTrue();
    }
}
