package tandem.session.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static tandem.events.EvidenceTier.BOTH_SIDES;
import static tandem.events.EvidenceTier.INVITED;
import static tandem.events.EvidenceTier.ONE_SIDE;
import static tandem.events.Party.LEADER;
import static tandem.events.Party.PROVIDER;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tandem.session.rule.Attendance.Log;
import tandem.session.rule.Attendance.Verdict;
import tandem.session.rule.Settlement.State;
import tandem.session.rule.Settlement.Waiting;

class SettlementTest {
    private static final Instant END = Instant.parse("2030-01-08T10:00:00Z");
    private static final Duration GRACE = Duration.ofHours(12);
    private static final Attendance ONE = new Attendance(Map.of(), Map.of(LEADER, new Log(true, null)), Map.of());
    private static final Attendance BOTH =
            new Attendance(Map.of(), Map.of(LEADER, new Log(true, null), PROVIDER, new Log(true, null)), Map.of());

    @Test
    void decidesNothingBeforeTheEnd() {
        assertThat(Settlement.of(State.OPEN, INVITED, BOTH, ONE_SIDE, at(END.minusSeconds(1))))
                .isEmpty();
    }

    @Test
    void settlesAtOnceWhenBothSidesLogged() {
        assertThat(Settlement.of(State.OPEN, INVITED, BOTH, ONE_SIDE, at(END))).contains(new Verdict(true, BOTH_SIDES));
    }

    @Test
    void waitsForTheOtherSideWhenOneLogged() {
        assertThat(Settlement.of(State.OPEN, INVITED, ONE, ONE_SIDE, at(END))).isEmpty();
        assertThat(Settlement.of(State.OPEN, INVITED, ONE, ONE_SIDE, at(END.plus(GRACE))))
                .contains(new Verdict(true, ONE_SIDE));
    }

    @Test
    void tellsBetterEvidenceOfASessionHeld() {
        assertThat(Settlement.of(State.HELD, ONE_SIDE, BOTH, ONE_SIDE, at(END.plus(GRACE))))
                .contains(new Verdict(true, BOTH_SIDES));
    }

    @Test
    void tellsTheSameEvidenceOnce() {
        assertThat(Settlement.of(State.HELD, BOTH_SIDES, BOTH, ONE_SIDE, at(END.plus(GRACE))))
                .isEmpty();
    }

    @Test
    void leavesAMissedSessionMissed() {
        assertThat(Settlement.of(State.MISSED, ONE_SIDE, BOTH, ONE_SIDE, at(END.plus(GRACE))))
                .isEmpty();
    }

    @Test
    void leavesASessionWithoutEvidenceOpen() {
        assertThat(Settlement.of(State.OPEN, INVITED, Attendance.none(), ONE_SIDE, at(END.plus(Duration.ofDays(30)))))
                .isEmpty();
    }

    private static Waiting at(Instant now) {
        return new Waiting(END, GRACE, now);
    }
}
