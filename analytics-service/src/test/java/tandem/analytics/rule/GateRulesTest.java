package tandem.analytics.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tandem.analytics.rule.Criterion.Comparison;
import tandem.analytics.rule.Criterion.Source;
import tandem.analytics.rule.Finding.Outcome;
import tandem.analytics.rule.GateRules.Phase;
import tandem.events.GateStatus;

class GateRulesTest {
    private static final Criterion ATTENDANCE = figure("ATTENDANCE", Comparison.AT_LEAST);
    private static final Criterion LIFT = figure("LIFT", Comparison.AT_LEAST);
    private static final Criterion SIGNED = yesOrNo("SIGNED");
    private static final Map<String, BigDecimal> NUMBERS =
            Map.of("ATTENDANCE", number("0.8"), "LIFT", number("0.5"), "REPLACED", number("0.1"));

    private static BigDecimal number(String text) {
        return new BigDecimal(text);
    }

    private static Criterion figure(String code, @Nullable Comparison comparison) {
        return new Criterion(code, Source.FIGURE, "m", null, comparison, comparison == null ? null : code, List.of());
    }

    private static Criterion yesOrNo(String code) {
        return new Criterion(code, Source.SIGN_OFF, null, null, null, null, List.of("program-lead"));
    }

    private static Finding finding(Criterion criterion, Reading reading) {
        return GateRules.findings(List.of(criterion), Map.of(criterion.code(), reading), NUMBERS)
                .getFirst();
    }

    private static GateStatus over(Set<String> mitigated, Finding... findings) {
        return GateRules.verdict(Phase.OVER, List.of(findings), mitigated).status();
    }

    @ParameterizedTest
    @CsvSource({
        "AT_LEAST,0.8,true", "AT_LEAST,0.79,false",
        "AT_MOST,0.8,true", "AT_MOST,0.81,false",
        "ABOVE,0.8,false", "ABOVE,0.81,true",
        "BELOW,0.8,false", "BELOW,0.79,true"
    })
    void holdsAFigureAgainstItsThreshold(Comparison comparison, String value, boolean holds) {
        assertThat(GateRules.holds(comparison, number(value), number("0.80"))).isEqualTo(holds);
    }

    @Test
    void failsTwoReplacedOfTwentyAndPassesOne() {
        var replaced = figure("REPLACED", Comparison.BELOW);

        assertThat(finding(replaced, Reading.of(number("0.1"))).outcome()).isEqualTo(Outcome.PARTLY);
        assertThat(finding(replaced, Reading.of(number("0.05"))).outcome()).isEqualTo(Outcome.MET);
        assertThat(finding(replaced, Reading.of(number("1"))).outcome()).isEqualTo(Outcome.MISSED);
    }

    @Test
    void isGreenOnlyWhenEverythingIsMet() {
        var met = finding(ATTENDANCE, Reading.of(number("0.9")));
        var lifted = finding(LIFT, Reading.of(number("0.5")));
        var notLifted = finding(LIFT, Reading.of(number("0.4")));

        assertThat(over(Set.of(), met, lifted)).isEqualTo(GateStatus.GREEN);
        assertThat(over(Set.of(), met, notLifted)).isEqualTo(GateStatus.RED);
    }

    @Test
    void isAmberWhenSomebodyAnswersForEverythingThatIsOpen() {
        var met = finding(ATTENDANCE, Reading.of(number("0.9")));
        var notLifted = finding(LIFT, Reading.of(number("0.4")));
        var unsigned = finding(SIGNED, Reading.NOTHING);

        assertThat(over(Set.of("LIFT"), met, notLifted)).isEqualTo(GateStatus.AMBER);
        assertThat(over(Set.of("LIFT"), met, notLifted, unsigned)).isEqualTo(GateStatus.RED);
        assertThat(over(Set.of("LIFT", "SIGNED"), met, notLifted, unsigned)).isEqualTo(GateStatus.AMBER);
    }

    @Test
    void isRedWithoutAnyProgressWhateverSomebodyPromises() {
        assertThat(over(Set.of("LIFT"), finding(LIFT, Reading.of(BigDecimal.ZERO))))
                .isEqualTo(GateStatus.RED);
        assertThat(over(Set.of("LIFT"), finding(LIFT, Reading.of(number("0.1")))))
                .isEqualTo(GateStatus.AMBER);
    }

    @Test
    void standsOnNothingThatIsHidden() {
        var hidden = finding(ATTENDANCE, Reading.HIDDEN);

        assertThat(hidden.outcome()).isEqualTo(Outcome.HIDDEN);
        assertThat(over(Set.of(), hidden)).isEqualTo(GateStatus.RED);
    }

    @Test
    void missesTheThresholdNobodyGave() {
        var finding = GateRules.findings(
                        List.of(ATTENDANCE), Map.of("ATTENDANCE", Reading.of(BigDecimal.ONE)), Map.of())
                .getFirst();

        assertThat(finding.outcome()).isEqualTo(Outcome.THRESHOLD_MISSING);
    }

    @Test
    void waitsForTheEndOfTheWeekBeforeItIsRed() {
        var open = finding(ATTENDANCE, Reading.of(number("0.2")));

        var verdict = GateRules.verdict(Phase.RUNNING, List.of(open), Set.of());

        assertThat(verdict.status()).isEqualTo(GateStatus.UNDECIDED);
        assertThat(verdict.reasons()).extracting(GateRules.Reason::code).containsExactly("WEEK_NOT_OVER", "PARTLY");
    }

    @Test
    void isNotDecidedBeforeItsWeek() {
        var met = finding(ATTENDANCE, Reading.of(number("0.9")));

        assertThat(GateRules.verdict(Phase.NOT_BEGUN, List.of(met), Set.of()).status())
                .isEqualTo(GateStatus.UNDECIDED);
    }

    @Test
    void takesANoForANo() {
        assertThat(finding(SIGNED, Reading.of(false)).outcome()).isEqualTo(Outcome.MISSED);
        assertThat(finding(SIGNED, Reading.of(true)).outcome()).isEqualTo(Outcome.MET);
    }

    @Test
    void showsAFigureWithoutJudgingIt() {
        var shown = finding(figure("CONFIRMED", null), Reading.of(BigDecimal.ZERO));

        assertThat(shown.outcome()).isEqualTo(Outcome.SHOWN);
        assertThat(over(Set.of(), shown, finding(SIGNED, Reading.of(true)))).isEqualTo(GateStatus.GREEN);
    }

    @Test
    void comesToTheSameColourInWhateverOrderThingsAreFound() {
        var random = new Random(7);
        for (var story = 0; story < 200; story++) {
            var findings = new ArrayList<>(List.of(
                    finding(ATTENDANCE, Reading.of(BigDecimal.valueOf(random.nextInt(11), 1))),
                    finding(
                            LIFT,
                            random.nextBoolean()
                                    ? Reading.NOTHING
                                    : Reading.of(BigDecimal.valueOf(random.nextInt(11), 1))),
                    finding(SIGNED, Reading.of(random.nextBoolean()))));
            var mitigated = random.nextBoolean() ? Set.of("LIFT", "SIGNED") : Set.<String>of();
            var first = GateRules.verdict(Phase.OVER, findings, mitigated).status();

            Collections.shuffle(findings, random);

            assertThat(GateRules.verdict(Phase.OVER, findings, mitigated).status())
                    .isEqualTo(first);
        }
    }
}
