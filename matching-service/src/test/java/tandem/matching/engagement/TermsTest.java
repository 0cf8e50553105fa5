package tandem.matching.engagement;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Period;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tandem.events.EngagementKind;
import tandem.events.EvidenceTier;
import tandem.events.IntakeEvent.PolicyTerms;
import tandem.events.Track;

class TermsTest {

    private static final PolicyTerms POLICY =
            new PolicyTerms(3, 9, 7, 30, 60, 3, 7, 24, EvidenceTier.ONE_SIDE, 5, "DEFAULT", null, null, null);

    @ParameterizedTest
    @CsvSource({
        "COACHING, STANDARD, P2M, false, false",
        "COACHING, STANDARD, P3M, false, true",
        "COACHING, STANDARD, P6M, false, true",
        "COACHING, STANDARD, P7M, false, false",
        "COACHING, STANDARD, P6W, false, false",
        "COACHING, SKILL_MICRO, P5W, false, false",
        "COACHING, SKILL_MICRO, P6W, false, true",
        "COACHING, SKILL_MICRO, P8W, false, true",
        "COACHING, SKILL_MICRO, P9W, false, false",
        "COACHING, SKILL_MICRO, P50D, false, false",
        "MENTORING, STANDARD, P8M, false, false",
        "MENTORING, STANDARD, P9M, false, true",
        "MENTORING, STANDARD, P12M, false, true",
        "MENTORING, STANDARD, P15M, false, false",
        "MENTORING, STANDARD, P15M, true, true",
        "MENTORING, STANDARD, P61M, true, false",
        "MENTORING, PEER, P2M, false, false",
        "MENTORING, PEER, P3M, false, true",
        "MENTORING, PEER, P12M, false, true",
        "MENTORING, PEER, P13M, false, false",
        "MENTORING, PEER, P12M, true, false",
        "MENTORING, REVERSE, P2M, false, false",
        "MENTORING, REVERSE, P6M, false, true",
        "MENTORING, REVERSE, P6M, true, false",
        "MENTORING, REVERSE, P13M, false, false"
    })
    void takesTheTermsOfTheRulebookAndNoOthers(
            Track track, EngagementKind kind, Period term, boolean openEnded, boolean allowed) {
        var terms = new Terms(kind, term, openEnded, track == Track.COACHING ? 7 : 30, 60, 7);

        assertThat(terms.faults(track, pairedFor(kind)).isEmpty()).isEqualTo(allowed);
    }

    @Test
    void beginsWithTermsNothingSpeaksAgainst() {
        for (var track : Track.values()) {
            assertThat(Terms.of(EngagementKind.STANDARD, track, POLICY).faults(track, EngagementKind.STANDARD))
                    .isEmpty();
        }
        for (var kind : List.of(EngagementKind.PEER, EngagementKind.REVERSE)) {
            assertThat(Terms.of(kind, Track.MENTORING, POLICY).faults(Track.MENTORING, kind))
                    .isEmpty();
        }
    }

    @Test
    void keepsAPairInTheKindItWasApprovedIn() {
        var standard = mentoring(9, false);
        var peers = new Terms(EngagementKind.PEER, Period.ofMonths(9), false, 30, 60, 7);

        assertThat(standard.faults(Track.MENTORING, EngagementKind.PEER)).containsExactly(TermFault.KIND_NOT_OFFERED);
        assertThat(peers.faults(Track.MENTORING, EngagementKind.STANDARD)).containsExactly(TermFault.KIND_NOT_OFFERED);
        assertThat(peers.faults(Track.MENTORING, EngagementKind.REVERSE)).containsExactly(TermFault.KIND_NOT_OFFERED);
    }

    @Test
    void saysEverythingThatSpeaksAgainstTerms() {
        var terms = new Terms(EngagementKind.GROUP, Period.ofMonths(1), true, 3, 10, 31);

        assertThat(terms.faults(Track.COACHING, EngagementKind.STANDARD))
                .containsExactly(
                        TermFault.KIND_NOT_OFFERED,
                        TermFault.TERM_OUTSIDE_BOUNDS,
                        TermFault.OPEN_END_NOT_OFFERED,
                        TermFault.CADENCE_OUTSIDE_BOUNDS,
                        TermFault.SESSION_OUTSIDE_BOUNDS,
                        TermFault.NOTICE_TOO_LONG);
    }

    @Test
    void offersNoEngagementForOneSkillInMentoring() {
        var terms = new Terms(EngagementKind.SKILL_MICRO, Period.ofWeeks(6), false, 30, 60, 7);

        assertThat(terms.faults(Track.MENTORING, EngagementKind.STANDARD)).contains(TermFault.KIND_NOT_OFFERED);
    }

    @Test
    void goesOnWithoutAnEndAQuarterAtATime() {
        var year = mentoring(12, false);

        assertThat(mentoring(15, true).faultsAfter(year)).isEmpty();
        assertThat(mentoring(16, true).faultsAfter(year)).containsExactly(TermFault.MORE_THAN_A_QUARTER);
        assertThat(mentoring(18, true).faultsAfter(mentoring(15, true))).isEmpty();
    }

    @Test
    void findsThatNothingChanges() {
        assertThat(mentoring(9, false).faultsAfter(mentoring(9, false))).containsExactly(TermFault.NOTHING_CHANGES);
    }

    @Test
    void tellsARenewalFromAChange() {
        assertThat(mentoring(12, false).isRenewalOf(mentoring(9, false))).isTrue();
        assertThat(mentoring(9, true).isRenewalOf(mentoring(9, false))).isFalse();
    }

    @Test
    void reviewsAnOpenEndEveryQuarter() {
        assertThat(mentoring(15, true).reviewsAfter(Track.MENTORING)).containsExactly("P3M", "P6M", "P9M", "P12M");
    }

    @Test
    void writesATermOfWeeksInWeeks() {
        assertThat(new Terms(EngagementKind.SKILL_MICRO, Period.ofWeeks(6), false, 7, 60, 7).termText())
                .isEqualTo("P6W");
        assertThat(mentoring(12, false).termText()).isEqualTo("P12M");
    }

    private static EngagementKind pairedFor(EngagementKind kind) {
        return kind == EngagementKind.SKILL_MICRO ? EngagementKind.STANDARD : kind;
    }

    private static Terms mentoring(int months, boolean openEnded) {
        return new Terms(EngagementKind.STANDARD, Period.ofMonths(months), openEnded, 30, 60, 7);
    }
}
