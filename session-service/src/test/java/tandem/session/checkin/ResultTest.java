package tandem.session.checkin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tandem.events.CheckInKind;
import tandem.events.SessionEvent.CheckInAnswered.Respondent;
import tandem.session.checkin.Result.Figure;
import tandem.session.checkin.Result.Group;
import tandem.session.checkin.Result.Kept;

class ResultTest {

    private static final Definition ASKED = new Definition(
            CheckInKind.BASELINE_360,
            List.of(0),
            0,
            14,
            5,
            1,
            List.of(
                    new Question("listens", "Listens.", Question.Scale.AGREEMENT),
                    new Question("decides", "Decides.", Question.Scale.AGREEMENT)));

    @Test
    void hidesRatersWhoAreTooFew() {
        var kept = List.of(rater(5, 5), rater(1, 1), leader(4, 4));

        assertThat(Result.of(ASKED, kept, 3).groups())
                .containsExactly(
                        new Group(
                                Respondent.LEADER,
                                List.of(new Figure("listens", 4.0), new Figure("decides", 4.0)),
                                false),
                        new Group(Respondent.RATER, List.of(), true));
        assertThat(Result.told(kept, 3, new Random(1))).isEmpty();
    }

    @Test
    void hidesAQuestionThatTooFewAnswered() {
        var kept = new ArrayList<>(List.of(rater(5, 5), rater(1, 1)));
        kept.add(new Kept(Respondent.RATER, Map.of("listens", 3)));

        assertThat(Result.of(ASKED, kept, 3).groups().getFirst().figures())
                .containsExactly(new Figure("listens", 3.0), new Figure("decides", null));
    }

    @Test
    void tellsOthersNoRowThatIsOneRater() {
        var kept =
                new ArrayList<>(List.of(rater(1, 5), rater(2, 4), rater(3, 3), rater(4, 2), rater(5, 1), leader(4, 4)));
        kept.add(new Kept(Respondent.RATER, Map.of("listens", 3)));
        var rows = new HashSet<Map<String, Integer>>();

        for (int seed = 0; seed < 50; seed++) {
            var told = Result.told(kept, 3, new Random(seed));
            assertThat(told.stream().map(row -> row.get("listens"))).containsExactlyInAnyOrder(1, 2, 3, 3, 4, 5);
            assertThat(told.stream().flatMap(row -> Stream.ofNullable(row.get("decides"))))
                    .containsExactlyInAnyOrder(1, 2, 3, 4, 5);
            rows.addAll(told);
        }

        assertThat(rows).hasSizeGreaterThan(20);
    }

    @Test
    void tellsOthersNoQuestionThatTooFewAnswered() {
        var kept = new ArrayList<>(List.of(rater(5, 5), rater(1, 1)));
        kept.add(new Kept(Respondent.RATER, Map.of("listens", 3)));

        assertThat(Result.told(kept, 3, new Random(1)))
                .allSatisfy(row -> assertThat(row).containsOnlyKeys("listens"))
                .hasSize(3);
    }

    @Test
    void neverPutsRolesTogether() {
        var raters = List.of(rater(2, 4), rater(3, 3), rater(4, 2));
        var all = new ArrayList<>(raters);
        all.add(leader(5, 5));
        all.add(new Kept(Respondent.MANAGER, Map.of("listens", 1, "decides", 1)));

        var alone = Result.of(ASKED, raters, 3).groups();
        var together = Result.of(ASKED, all, 3).groups();

        assertThat(together).containsAll(alone).hasSize(3);
    }

    @Test
    void saysTheSameInWhateverOrderTheAnswersCame() {
        var kept = List.of(rater(1, 2), rater(2, 3), rater(3, 5), leader(4, 4));

        assertThat(Result.of(ASKED, kept.reversed(), 3)).isEqualTo(Result.of(ASKED, kept, 3));
    }

    private static Kept rater(int listens, int decides) {
        return new Kept(Respondent.RATER, Map.of("listens", listens, "decides", decides));
    }

    private static Kept leader(int listens, int decides) {
        return new Kept(Respondent.LEADER, Map.of("listens", listens, "decides", decides));
    }
}
