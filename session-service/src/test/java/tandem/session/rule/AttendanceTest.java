package tandem.session.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static tandem.events.EvidenceTier.ACCEPTED;
import static tandem.events.EvidenceTier.BOTH_SIDES;
import static tandem.events.EvidenceTier.INVITED;
import static tandem.events.EvidenceTier.ONE_SIDE;
import static tandem.events.EvidenceTier.PLATFORM;
import static tandem.events.Party.LEADER;
import static tandem.events.Party.PROVIDER;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tandem.events.Party;
import tandem.session.rule.Attendance.Log;
import tandem.session.rule.Attendance.Verdict;

class AttendanceTest {

    @Test
    void doesNotCountAnInvitationAsAttendance() {
        assertThat(Attendance.none().verdict(ONE_SIDE)).isEmpty();
    }

    @Test
    void countsTwoAcceptancesOnlyWhereThePolicyDoes() {
        var accepted = new Attendance(Map.of(LEADER, true, PROVIDER, true), Map.of(), Map.of());

        assertThat(accepted.verdict(ONE_SIDE)).isEmpty();
        assertThat(accepted.verdict(ACCEPTED)).contains(new Verdict(true, ACCEPTED));
    }

    @Test
    void holdsASessionOneSideLogged() {
        assertThat(logged(LEADER, yes()).verdict(ONE_SIDE)).contains(new Verdict(true, ONE_SIDE));
    }

    @Test
    void waitsForTheOtherSideWhereThePolicyWantsBoth() {
        assertThat(logged(LEADER, yes()).verdict(BOTH_SIDES)).isEmpty();
    }

    @Test
    void holdsASessionBothSidesLogged() {
        var both = new Attendance(Map.of(), Map.of(LEADER, yes(), PROVIDER, yes()), Map.of());

        assertThat(both.verdict(ONE_SIDE)).contains(new Verdict(true, BOTH_SIDES));
    }

    @Test
    void missesASessionOneSideSaysItDidNotAttend() {
        assertThat(logged(LEADER, new Log(false, null)).verdict(ONE_SIDE)).contains(new Verdict(false, ONE_SIDE));
    }

    @Test
    void missesASessionTheOtherSideDidNotComeTo() {
        assertThat(logged(PROVIDER, new Log(true, false)).verdict(ONE_SIDE)).contains(new Verdict(false, ONE_SIDE));
    }

    @Test
    void decidesNothingWhileTheSidesContradictEachOther() {
        var contradiction = new Attendance(Map.of(), Map.of(LEADER, yes(), PROVIDER, new Log(true, false)), Map.of());

        assertThat(contradiction.verdict(INVITED)).isEmpty();
    }

    @Test
    void letsThePlatformDecideAContradiction() {
        var attendance = new Attendance(
                Map.of(), Map.of(LEADER, yes(), PROVIDER, new Log(true, false)), Map.of(LEADER, true, PROVIDER, true));

        assertThat(attendance.verdict(ONE_SIDE)).contains(new Verdict(true, PLATFORM));
    }

    @Test
    void missesASessionThePlatformSawOneSideMissing() {
        var attendance = new Attendance(Map.of(), Map.of(LEADER, yes()), Map.of(PROVIDER, false));

        assertThat(attendance.verdict(ONE_SIDE)).contains(new Verdict(false, PLATFORM));
    }

    @Test
    void takesAPlatformReportOfOneSideForThatSideOnly() {
        var attendance = new Attendance(Map.of(), Map.of(LEADER, yes()), Map.of(PROVIDER, true));

        assertThat(attendance.verdict(ONE_SIDE)).isEqualTo(Optional.of(new Verdict(true, BOTH_SIDES)));
    }

    private static Attendance logged(Party party, Log log) {
        return new Attendance(Map.of(), Map.of(party, log), Map.of());
    }

    private static Log yes() {
        return yes(null);
    }

    private static Log yes(@Nullable Boolean other) {
        return new Log(true, other);
    }
}
