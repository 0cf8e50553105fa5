package tandem.matching.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tandem.events.EngagementKind;
import tandem.events.MatchId;
import tandem.events.Party;
import tandem.events.ProviderType;
import tandem.events.Track;
import tandem.matching.agreement.Agreement.Cause;
import tandem.matching.engagement.Terms;
import tandem.matching.kind.ReverseTopic;

class SheetTest {

    /** Lines of 9.5 points at 1.35 that fit on the 269 mm of A4 between its margins, headings and rules counted as such. */
    private static final double LINES_OF_A_PAGE = 59;

    /** Characters of the wider column, at the width most letters of the type have. */
    private static final int CHARACTERS_OF_A_LINE = 75;

    @ParameterizedTest
    @EnumSource(Track.class)
    void saysAllEightClausesInWords(Track track) {
        var page = Sheet.of(agreement(track, Map.of()));

        assertThat(page)
                .contains("<h2>1. ", "<h2>8. ")
                .contains("counselling, which is another relationship")
                .contains("what is said stays between the two of you")
                .contains("the HR partner");
        assertThat(page.replaceAll("(?s)<style>.*</style>|<code[^>]*>.*?</code>|SHA-256|A4", ""))
                .doesNotContainPattern("[A-Z]{2,}_[A-Z]|P\\d");
    }

    @ParameterizedTest
    @EnumSource(names = {"PEER", "REVERSE"})
    void saysTheClausesOfArrangedKindsInWords(EngagementKind kind) {
        var page = Sheet.of(arranged(kind));

        assertThat(page)
                .contains("notes are shared only if both of you want it")
                .contains(kind == EngagementKind.PEER ? "support for each other" : "how another generation works");
        assertThat(page.replaceAll("(?s)<style>.*</style>|<code[^>]*>.*?</code>|SHA-256|A4", ""))
                .doesNotContainPattern("[A-Z]{2,}_[A-Z]|P\\d");
        assertThat(fits(page)).isTrue();
    }

    @ParameterizedTest
    @EnumSource(names = {"GROUP", "MANAGER_AS_COACH"})
    void saysTheClausesOfGroupsAndOfManagersWhoCoachInWords(EngagementKind kind) {
        var terms = new Terms(kind, Period.ofMonths(3), false, 14, 90, 7);
        var page = Sheet.of(agreement(Clauses.of(Track.COACHING, ProviderType.INTERNAL, null, terms), terms, Map.of()));

        assertThat(page)
                .contains(
                        kind == EngagementKind.GROUP
                                ? "nobody is quoted outside"
                                : "what a manager who hears of it has to act on")
                .contains(kind == EngagementKind.GROUP ? "<dt>Coach or mentor</dt>" : "<dt>Manager</dt>");
        assertThat(page.replaceAll("(?s)<style>.*</style>|<code[^>]*>.*?</code>|SHA-256|A4", ""))
                .doesNotContainPattern("[A-Z]{2,}_[A-Z]|P\\d");
        assertThat(fits(page)).isTrue();
    }

    @Test
    void callsPeersWhatTheyAre() {
        assertThat(Sheet.of(arranged(EngagementKind.PEER)))
                .contains("<dt>One peer</dt>", "<dt>The other peer</dt>")
                .doesNotContain("Coach or mentor");
    }

    @ParameterizedTest
    @EnumSource(Track.class)
    void fitsOnOnePage(Track track) {
        assertThat(fits(Sheet.of(agreement(track, Map.of())))).isTrue();
    }

    @Test
    void printsTheHashOfWhatIsSigned() {
        var agreement = agreement(Track.COACHING, Map.of());

        assertThat(Sheet.of(agreement)).contains("<code id=\"content-hash\">" + agreement.contentHash() + "</code>");
    }

    @Test
    void saysWhoSignedWhen() {
        var page = Sheet.of(agreement(Track.COACHING, Map.of(Party.LEADER, Instant.parse("2030-01-07T09:00:00Z"))));

        assertThat(page)
                .contains("<dt>Leader</dt><dd>signed on 7 January 2030</dd>")
                .contains("<dt>Coach or mentor</dt><dd>not signed yet</dd>");
    }

    @Test
    void letsNoTextBecomeMarkup() {
        assertThat(Sheet.escaped("<script>alert('1' & \"2\")</script>"))
                .isEqualTo("&lt;script&gt;alert(&#39;1&#39; &amp; &quot;2&quot;)&lt;/script&gt;");
    }

    @Test
    void saysPeriodsAsPeopleDo() {
        assertThat(Stream.of("P6W", "P1W", "P9M", "P7D", "PT60M").map(Words::of))
                .containsExactly("6 weeks", "1 week", "9 months", "7 days", "60 minutes");
    }

    @Test
    void hasNoWordsForWhatNobodyWroteWordsFor() {
        assertThatThrownBy(() -> Words.of("SOMETHING_ELSE")).isInstanceOf(IllegalArgumentException.class);
    }

    private static boolean fits(String page) {
        double headings = page.split("<h2>", -1).length * 1.6;
        var rows = Stream.of(page.split("<dd>", -1)).skip(1).mapToDouble(row -> {
            int length = row.substring(0, row.indexOf("</dd>")).length();
            return Math.ceil((double) length / CHARACTERS_OF_A_LINE);
        });
        return headings + rows.sum() + 6 < LINES_OF_A_PAGE;
    }

    private static Agreement agreement(Track track, Map<Party, Instant> signatures) {
        var terms = track == Track.COACHING
                ? new Terms(EngagementKind.SKILL_MICRO, Period.ofWeeks(8), false, 7, 60, 7)
                : new Terms(EngagementKind.STANDARD, Period.ofMonths(18), true, 30, 60, 7);
        return agreement(Clauses.of(track, ProviderType.INTERNAL, null, terms), terms, signatures);
    }

    private static Agreement arranged(EngagementKind kind) {
        var terms = new Terms(kind, Period.ofMonths(12), false, 30, 60, 7);
        var topic = kind == EngagementKind.REVERSE ? ReverseTopic.GENERATIONAL : null;
        return agreement(Clauses.of(Track.MENTORING, ProviderType.INTERNAL, topic, terms), terms, Map.of());
    }

    private static Agreement agreement(List<Clause> clauses, Terms terms, Map<Party, Instant> signatures) {
        return new Agreement(
                new MatchId(new UUID(1, 1)),
                2,
                Cause.CHANGE,
                "ONE_SKILL",
                1,
                terms,
                clauses,
                Clauses.hash(clauses),
                signatures);
    }
}
